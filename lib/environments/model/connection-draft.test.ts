import { describe, expect, it } from 'vitest';
import { connectionInput } from '../contract';
import { changeDraft, draftOf, EMPTY_DRAFT, toConnection } from './connection-draft';

const fingerprint = `SHA256:${'a'.repeat(43)}`;
const ssh = draftOf({ kind: 'ssh', host: 'far', port: 22, username: 'root', hostKeyFingerprint: fingerprint });

describe('a connection in a form', () => {
  it('of an environment that is saved again unchanged sends no secret and changes nothing else', () => {
    expect(toConnection(ssh)).toEqual({ kind: 'ssh', host: 'far', port: 22, username: 'root', privateKey: '', hostKeyFingerprint: fingerprint });
    const tls = { subject: 'CN=ca', expiresAt: '2030-01-01T00:00:00.000Z', expired: false };
    expect(toConnection(draftOf({ kind: 'tcp', host: 'far', port: 2376, tls: { ca: tls, cert: tls } }))).toEqual({ kind: 'tcp', host: 'far', port: 2376, tls: { ca: '', cert: '', key: '' } });
    expect(toConnection(draftOf({ kind: 'tcp', host: 'far', port: 2375, tls: null }))).toEqual({ kind: 'tcp', host: 'far', port: 2375 });
  });

  it('goes to the usual port where none is given', () => {
    expect(toConnection({ ...EMPTY_DRAFT, kind: 'tcp' })).toMatchObject({ port: 2376 });
    expect(toConnection({ ...EMPTY_DRAFT, kind: 'tcp', useTls: false })).toMatchObject({ port: 2375 });
    expect(toConnection({ ...EMPTY_DRAFT, kind: 'ssh' })).toMatchObject({ port: 22 });
    expect(connectionInput.safeParse(toConnection({ ...EMPTY_DRAFT, kind: 'ssh', host: 'x', port: 'twenty' })).error?.issues[0]?.path).toEqual(['port']);
  });

  it('forgets the confirmed key with another host or port, and with nothing else', () => {
    expect(changeDraft(ssh, { host: 'elsewhere' }).hostKeyFingerprint).toBe('');
    expect(changeDraft(ssh, { port: '2222' }).hostKeyFingerprint).toBe('');
    expect(changeDraft(ssh, { port: '' }).hostKeyFingerprint).toBe(fingerprint);
    expect(changeDraft(ssh, { host: ' far ', username: 'other', privateKey: 'x' }).hostKeyFingerprint).toBe(fingerprint);
    expect(changeDraft(ssh, { hostKeyFingerprint: 'SHA256:new' }).hostKeyFingerprint).toBe('SHA256:new');
  });
});
