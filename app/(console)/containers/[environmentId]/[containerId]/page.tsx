import { ContainerPage } from '@/components/containers/container-page';
import { requirePermission } from '@/lib/access/server/require-permission';

export default async function Page({ params }: { params: Promise<{ environmentId: string; containerId: string }> }) {
  await requirePermission('container:view');
  return <ContainerPage {...await params} />;
}
