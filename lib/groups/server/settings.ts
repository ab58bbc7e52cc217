import { seal, unseal } from '@/lib/platform/server/seal';
import type { SettingsDto } from '../contract';
import { groupErrors } from '../errors';
import { groupsAbove } from '../model/ancestors';
import { addSecretVersion, findSecrets, findSecretVersions, findVariables, removeSecret, removeVariable, setVariable } from './setting.repo';

/** What holds for something at this path: of each name the one that stands nearest. */
async function settingsFor(path: string) {
  const groups = groupsAbove(path);
  const nearest = <T extends { name: string; groupPath: string }>(rows: T[]): T[] => {
    const sorted = rows.toSorted((a, b) => groups.indexOf(a.groupPath) - groups.indexOf(b.groupPath));
    return sorted.filter((row, index) => sorted.findIndex(({ name }) => name === row.name) === index);
  };
  const [variables, secrets] = await Promise.all([findVariables(groups), findSecrets(groups)]);
  return { variables: nearest(variables), secrets: nearest(secrets) };
}

export async function getSettings(group: string): Promise<SettingsDto> {
  const { variables, secrets } = await settingsFor(group === '/' ? '/x' : `${group}/x`);
  const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1);
  return {
    variables: variables.map(({ name, value, groupPath, updatedAt, updatedBy }) => ({ name, value, from: groupPath, updatedAt: updatedAt.toISOString(), updatedBy })).sort(byName),
    secrets: secrets.flatMap(({ name, groupPath, versions: [last] }) => (last ? [{ name, from: groupPath, version: last.number, updatedAt: last.createdAt.toISOString(), updatedBy: last.createdBy }] : [])).sort(byName),
  };
}

export async function putVariable(by: string, { group, name, value }: { group: string; name: string; value: string }) {
  await setVariable(group, name, value, by);
  return getSettings(group);
}
export async function putSecret(by: string, { group, name, secret }: { group: string; name: string; secret: string }) {
  await addSecretVersion(group, name, seal(secret), by);
  return getSettings(group);
}
export async function deleteVariable({ group, name }: { group: string; name: string }) {
  if (!(await removeVariable(group, name))) throw groupErrors('setting_not_found', { group, name });
}
export async function deleteSecret({ group, name }: { group: string; name: string }) {
  if (!(await removeSecret(group, name))) throw groupErrors('setting_not_found', { group, name });
}

/** What an env named when its version was made: values of variables, and ids of secrets' versions. */
export interface Pins {
  variables: Record<string, string>;
  secrets: Record<string, string>;
}

interface Reference {
  kind: 'secret' | 'variable';
  name: string;
  /** Of the spec, for who named what is not there. */
  at: string;
}

/** Looks up now what the references mean, so that the version means the same whenever it runs again. */
export async function pinSettings(path: string, references: readonly Reference[]): Promise<Pins> {
  if (references.length === 0) return { variables: {}, secrets: {} };
  const { variables, secrets } = await settingsFor(path);
  const pins: Pins = { variables: {}, secrets: {} };
  for (const { kind, name, at } of references) {
    const group = groupsAbove(path)[0]!;
    if (kind === 'variable') {
      const found = variables.find((one) => one.name === name);
      if (!found) throw groupErrors('variable_unknown', { name, group }, at);
      pins.variables[name] = found.value;
    } else {
      const found = secrets.find((one) => one.name === name)?.versions[0];
      if (!found) throw groupErrors('secret_unknown', { name, group }, at);
      pins.secrets[name] = found.id;
    }
  }
  return pins;
}

/** The secrets' values, by name. A version that was removed since is told by its name. */
export async function openSecrets(pinned: Record<string, string>): Promise<Record<string, string>> {
  const versions = Object.keys(pinned).length > 0 ? await findSecretVersions(Object.values(pinned)) : [];
  return Object.fromEntries(Object.entries(pinned).map(([name, id]) => {
    const found = versions.find((version) => version.id === id);
    if (!found) throw groupErrors('secret_unknown', { name, group: '' });
    try {
      return [name, unseal(found.sealed)];
    } catch {
      throw groupErrors('key_changed', { name });
    }
  }));
}
