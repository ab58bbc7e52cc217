import { NetworkPage } from '@/components/networks/network-page';
import { requirePermission } from '@/lib/access/server/require-permission';

export default async function Page({ params }: { params: Promise<{ environmentId: string; networkId: string }> }) {
  await requirePermission('network:view');
  const { environmentId, networkId } = await params;
  return <NetworkPage environmentId={environmentId} networkId={decodeURIComponent(networkId)} />;
}
