/** A request as the proxy wrote it down; null for its other lines. */
export function parseAccessLine(text: string) {
  if (!text.startsWith('{"t":')) return null;
  let line: Record<string, unknown>;
  try {
    line = JSON.parse(text) as Record<string, unknown>;
  } catch {
    return null;
  }
  const word = (key: string) => (typeof line[key] === 'string' && line[key] !== '-' ? line[key] : '');
  const number = (key: string) => (typeof line[key] === 'number' ? line[key] : 0);
  const [version = '', instance = ''] = word('i').split('_');
  return {
    at: new Date(number('t') * 1000).toISOString(), routeId: word('r').split(':')[0]!, host: word('h'), url: word('u'), method: word('m') || 'TCP', status: number('s'), ms: number('w'), bytes: number('b'), address: word('a'),
    instanceId: instance, version: /^\d+$/.test(version) && instance ? Number(version) : null, userAgent: word('ua'),
  };
}
