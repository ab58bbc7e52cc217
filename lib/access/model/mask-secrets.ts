const SECRET_NAME = /pass(word|wd|phrase)?|secret|token|api[-_]?key|private|credential|^auth$/i;
/** Whatever the field is called into which somebody pasted it. */
const PRIVATE_KEY = /-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----/;
export const MASK = '••••••';

/** Whether the value under this name is best not shown (`DB_PASSWORD`, `API_KEY`, …). */
export const isSecretName = (name: string) => SECRET_NAME.test(name);

/** `ENV DB_PASSWORD=…` as builds record it: the value of each secret-sounding name masked. */
export const maskAssignments = (text: string) => text.replace(/([A-Za-z_][\w.-]*)=("[^"]*"|'[^']*'|\S+)/g, (whole, name: string) => (isSecretName(name) ? `${name}=${MASK}` : whole));

/** A copy in which values under secret-sounding names, and all `env` values, are masked. For audit rows and logs. */
export function maskSecrets(value: unknown, name = ''): unknown {
  if (typeof value === 'string') return isSecretName(name) || PRIVATE_KEY.test(value) ? MASK : value.slice(0, 4096);
  if (Array.isArray(value)) return value.map((item) => maskSecrets(item, name));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, key === 'env' || key === 'key' ? maskAll(item) : maskSecrets(item, key)]),
  );
}

function maskAll(value: unknown): unknown {
  if (typeof value === 'string') return MASK;
  if (Array.isArray(value)) return value.map(maskAll);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, key === 'name' ? item : maskAll(item)]));
}
