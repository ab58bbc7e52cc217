import { ContainersPage } from '@/components/containers/containers-page';
import { requirePermission } from '@/lib/access/server/require-permission';

export default async function Page() {
  await requirePermission('container:view');
  return <ContainersPage />;
}
