import { VolumePage } from '@/components/volumes/volume-page';
import { requirePermission } from '@/lib/access/server/require-permission';

export default async function Page({ params }: { params: Promise<{ environmentId: string; name: string }> }) {
  await requirePermission('volume:view');
  const { environmentId, name } = await params;
  return <VolumePage environmentId={environmentId} name={decodeURIComponent(name)} />;
}
