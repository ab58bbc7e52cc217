import { EditForm } from '@/components/apps/edit-form';
import { requirePermission } from '@/lib/access/server/require-permission';

export default async function Page({ params }: { params: Promise<{ appId: string }> }) {
  await requirePermission('app:deploy');
  return <EditForm appId={(await params).appId} />;
}
