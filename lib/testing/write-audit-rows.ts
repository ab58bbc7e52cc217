// A process of its own for the tests of the audit log: appends `count` rows to several chains and says each hundred that is in.
import { flushAnchors } from '../audit/server/anchor-file';
import { recordAudit } from '../audit/server/audit-event.repo';

const [name, count] = [process.argv[2]!, Number(process.argv[3])];
const PLACES = [null, '/payments/api', '/payments', '/web/shop/cart', '/'];
const AT_ONCE = 10;
let [next, written] = [0, 0];

async function writeSome(): Promise<void> {
  while (next < count) {
    const number = next++;
    await recordAudit({
      actorKind: 'user', actorId: null, actorName: `${name}@example.com`, address: '192.0.2.1', groupPath: PLACES[number % PLACES.length], action: 'PUT /api/v1/apps/[appId]',
      target: `app ${number}`, outcome: number % 7 ? 'ok' : 'access.forbidden', before: { number, ratio: number / 3 }, after: { z: [number, null, { b: '中文', a: true }], a: -0 },
    });
    if (++written % 100 === 0) process.stdout.write(`${written}\n`);
  }
}
await Promise.all(Array.from({ length: AT_ONCE }, writeSome));
await flushAnchors();
process.exit();
