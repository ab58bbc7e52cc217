import { expect, it } from 'vitest';
import { castHeader, castLine, parseCast } from './cast';

const header = castHeader({ columns: 80, rows: 24, startedAt: new Date(1_700_000_000_500), title: 'sh in web' });

it('reads what it writes, cuts long waits short and leaves half a line out', () => {
  expect(JSON.parse(header)).toEqual({ version: 2, width: 80, height: 24, timestamp: 1_700_000_000, title: 'sh in web', env: { TERM: 'xterm-256color' } });
  const text = header + castLine(500, 'o', 'a\r\n"\u001b[1m') + castLine(60_500, 'r', '100x40') + castLine(61_000, 'o', 'b') + '[61.5,"o","hal';
  expect(parseCast(text)).toEqual({ columns: 80, rows: 24, seconds: 3, events: [[0.5, 'o', 'a\r\n"\u001b[1m'], [2.5, 'r', '100x40'], [3, 'o', 'b']] });
});

it('takes nothing that is no recording, and no endless screen', () => {
  for (const text of ['', 'x', '{}', '{"version":1,"width":1,"height":1}', '[1,2]']) expect(parseCast(text)).toBeNull();
  expect(parseCast('{"version":2,"width":1e9,"height":-4}\n[1]\n{}')).toEqual({ columns: 1_000, rows: 1, events: [], seconds: 0 });
});
