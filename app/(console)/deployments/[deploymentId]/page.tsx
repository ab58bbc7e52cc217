import { DeploymentPage } from '@/components/apps/deployment-page';
import { requirePermission } from '@/lib/access/server/require-permission';

export default async function Page({ params }: { params: Promise<{ deploymentId: string }> }) {
  await requirePermission('app:view');
  return <DeploymentPage deploymentId={(await params).deploymentId} />;
}
