import { getAppSpec } from '@/lib/apps/server/get-app';
import { exportApp as write } from '../model/export-app';
import type { ExportFormat } from '../model/formats';

export async function exportApp(appId: string, format: ExportFormat) {
  const { path, spec } = await getAppSpec(appId);
  return write(path, spec, format);
}
