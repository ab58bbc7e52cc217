import { RoutePage } from '@/components/routes/route-page';
import { requirePermission } from '@/lib/access/server/require-permission';

export default async function Page({ params, searchParams }: { params: Promise<{ routeId: string }>; searchParams: Promise<{ app?: string | string[] }> }) {
  await requirePermission('app:view');
  const { app } = await searchParams;
  return <RoutePage routeId={decodeURIComponent((await params).routeId)} {...(typeof app === 'string' && { app })} />;
}
