import { defineRoute } from '@/lib/access/server/define-route';
import { previewImport } from '@/lib/imports/contract';
import { previewImport as preview } from '@/lib/imports/server/preview-import';

export const POST = defineRoute(previewImport, async ({ scope, body, audit }) => {
  const answer = await preview(scope, body);
  // Not the text: it may hold passwords in places that no mask knows.
  audit({ after: { format: answer.format, apps: answer.apps.map(({ path }) => path) } });
  return answer;
});
