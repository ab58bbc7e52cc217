import { instanceLimits } from '@/lib/groups/server/quotas';
import type { AppSpec } from '../spec';

/** What the group gives an instance whose spec is silent. `raw`: the spec as it was sent. */
export async function fillDefaults(path: string, spec: AppSpec, raw: unknown): Promise<AppSpec> {
  const said = new Set(typeof raw === 'object' && raw !== null ? Object.keys(raw) : []);
  if (said.has('cpus') && said.has('mem')) return spec;
  const { defaultCpus, defaultMem } = await instanceLimits(path);
  return { ...spec, ...(!said.has('cpus') && defaultCpus !== null && { cpus: defaultCpus }), ...(!said.has('mem') && defaultMem !== null && { mem: defaultMem }) };
}
