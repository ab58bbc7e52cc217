import { AppPage } from '@/components/apps/app-page';
import { requirePermission } from '@/lib/access/server/require-permission';

export default async function Page({ params }: { params: Promise<{ appId: string }> }) {
  await requirePermission('app:view');
  return <AppPage appId={(await params).appId} />;
}
