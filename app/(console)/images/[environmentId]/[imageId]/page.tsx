import { ImagePage } from '@/components/images/image-page';
import { requirePermission } from '@/lib/access/server/require-permission';

export default async function Page({ params }: { params: Promise<{ environmentId: string; imageId: string }> }) {
  await requirePermission('image:view');
  const { environmentId, imageId } = await params;
  return <ImagePage environmentId={environmentId} imageId={decodeURIComponent(imageId)} />;
}
