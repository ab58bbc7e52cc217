import { isMap } from './reader';

const PATTERN = /\$(?:(\$)|\{([A-Za-z_]\w*)(?:(:?[-?+])((?:[^{}]|\{[^{}]*\})*))?\}|([A-Za-z_]\w*))/g;

/** Compose's `${NAME}`, `${NAME:-default}`, `${NAME:+other}` and `$$`, in every text of a document. */
export function interpolate(value: unknown, variables: Record<string, string>, onMissing: (name: string, at: string) => void, at = ''): unknown {
  if (typeof value === 'string') {
    return value.replace(PATTERN, (_, dollar: string | undefined, name: string | undefined, operator: string | undefined, word = '', bare: string | undefined) => {
      if (dollar) return '$';
      const key = (name ?? bare)!;
      const found = variables[key];
      const isSet = found !== undefined && !(operator?.startsWith(':') && found === '');
      if (operator?.endsWith('+')) return isSet ? word : '';
      if (isSet) return found;
      if (operator?.endsWith('-')) return word;
      onMissing(key, at);
      return '';
    });
  }
  if (Array.isArray(value)) return value.map((item, index) => interpolate(item, variables, onMissing, `${at}[${index}]`));
  if (isMap(value)) return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, interpolate(item, variables, onMissing, at === '' ? key : `${at}.${key}`)]));
  return value;
}
