import { EditContainerPage } from '@/components/containers/edit-container-page';
import { requirePermission } from '@/lib/access/server/require-permission';

export default async function Page({ params }: { params: Promise<{ environmentId: string; containerId: string }> }) {
  await requirePermission('container:manage');
  return <EditContainerPage {...await params} />;
}
