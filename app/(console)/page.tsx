import { OverviewPage } from '@/components/overview/overview-page';
import { requirePermission } from '@/lib/access/server/require-permission';

export default async function Page() {
  await requirePermission('environment:view');
  return <OverviewPage />;
}
