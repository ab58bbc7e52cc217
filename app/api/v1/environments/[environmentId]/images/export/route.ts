import { Readable } from 'node:stream';
import { defineRoute } from '@/lib/access/server/define-route';
import { exportImages } from '@/lib/images/contract';
import { exportImages as read } from '@/lib/images/server/manage-images';

export const GET = defineRoute(exportImages, async ({ params, query, request }) => {
  const images = [query.image].flat();
  const tar = await read(params.environmentId, images, request.signal);
  const name = images.length === 1 ? images[0]!.replace(/[^\w.-]+/g, '_') : 'images';
  return new Response(Readable.toWeb(Readable.from(tar as AsyncIterable<Buffer>)) as ReadableStream, { headers: { 'content-type': 'application/x-tar', 'content-disposition': `attachment; filename="${name}.tar"`, 'cache-control': 'no-store' } });
});
