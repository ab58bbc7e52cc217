import type { AppSpec, EnvValue } from '../spec';

export interface EnvReference {
  kind: 'secret' | 'variable';
  name: string;
  /** JSON path of who names it. */
  at: string;
}

/** What the env of an app and of its sidecars, and its config files, name instead of saying. */
export const referencesOf = (spec: Pick<AppSpec, 'env' | 'sidecars' | 'configFiles' | 'routes'>): EnvReference[] => [
  ...[{ env: spec.env, at: '$.spec.env' }, ...spec.sidecars.map(({ env }, index) => ({ env, at: `$.spec.sidecars[${index}].env` }))].flatMap(({ env, at }) =>
    Object.entries(env).flatMap(([key, value]): EnvReference[] => {
      if (typeof value === 'string') return [];
      return 'secret' in value ? [{ kind: 'secret', name: value.secret, at: `${at}.${key}` }] : [{ kind: 'variable', name: value.variable, at: `${at}.${key}` }];
    }),
  ),
  ...spec.configFiles.flatMap(({ content }, index): EnvReference[] => (typeof content === 'string' ? [] : [{ kind: 'secret', name: content.secret, at: `$.spec.configFiles[${index}].content.secret` }])),
  ...spec.routes.flatMap(({ basicAuth }, index) => (basicAuth?.users ?? []).map(({ password }, user): EnvReference => ({ kind: 'secret', name: password.secret, at: `$.spec.routes[${index}].basicAuth.users[${user}].password.secret` }))),
];

/** The files with their contents, secrets filled in. */
export const resolveFiles = (files: AppSpec['configFiles'], secrets: Record<string, string>) => files.map((file) => ({ ...file, content: typeof file.content === 'string' ? file.content : (secrets[file.content.secret] ?? '') }));

/** With every name replaced by what it means for this version. */
export const resolveEnv = (env: Record<string, EnvValue>, variables: Record<string, string>, secrets: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(env).map(([key, value]) => [key, typeof value === 'string' ? value : 'secret' in value ? (secrets[value.secret] ?? '') : (variables[value.variable] ?? '')]));
