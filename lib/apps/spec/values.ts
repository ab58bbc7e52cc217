import { z } from 'zod';

/** Marks the place with a code of this slice, so that the sentence can be told in the reader's language. */
export const refuse = (ctx: z.RefinementCtx, code: string, path: PropertyKey[], params: Record<string, string | number> = {}) =>
  void ctx.addIssue({ code: 'custom', message: code, path, params: { code: `apps.${code}`, params } });

export function refuseRepeated(values: (string | undefined)[], refuseAt: (value: string, index: number) => void): void {
  values.forEach((value, index) => value !== undefined && values.indexOf(value) !== index && refuseAt(value, index));
}

const SEGMENT = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
const isPath = (value: string) => {
  const [root, ...segments] = value.split('/');
  return root === '' && segments.length > 0 && segments.length <= 8 && segments.every((segment) => SEGMENT.test(segment));
};

/** `/group/name`: lower-case letters, digits and inner hyphens. */
export const appPath = z.string().max(255).superRefine((value, ctx) => {
  if (!isPath(value)) refuse(ctx, 'bad_path', [], { path: value.slice(0, 80) });
});
/** `/` is the root, which holds every group. */
export const groupPath = z.string().max(255).superRefine((value, ctx) => {
  if (value !== '/' && !isPath(value)) refuse(ctx, 'bad_path', [], { path: value.slice(0, 80) });
});

export const envName = z.string().regex(/^[A-Za-z_][A-Za-z0-9_.-]{0,254}$/);
/** Of a secret or a variable of a group. */
export const settingName = z.string().regex(/^[A-Za-z_][A-Za-z0-9_.-]{0,127}$/);
export const absolute = z.string().max(4096).regex(/^\/(?!.*(^|\/)\.\.(\/|$))/);
export const volumeName = z.string().regex(/^[a-zA-Z0-9][a-zA-Z0-9_.-]{1,127}$/);
export const command = z.array(z.string().max(8192)).min(1).max(256);
export const imageName = z.string().min(1).max(512).regex(/^[a-zA-Z0-9][\w.\-/:@]*$/);
export const userName = z.string().regex(/^[a-zA-Z0-9_][a-zA-Z0-9_.-]*(:[a-zA-Z0-9_][a-zA-Z0-9_.-]*)?$/).max(128);

/** A value, or the name of a secret or variable of the app's group or of one above it. */
export const envValue = z.union([z.string().max(65_536), z.strictObject({ secret: settingName }), z.strictObject({ variable: settingName })]);
export type EnvValue = z.infer<typeof envValue>;
export const env = z.record(envName, envValue);
