import type { ConnectionInput, ConnectionView } from '../contract';

export const CONNECTION_KINDS = ['socket', 'tcp', 'ssh'] as const;
export type ConnectionKind = (typeof CONNECTION_KINDS)[number];

/** A connection as a form holds it: all kinds at once, so that changing the kind and back loses nothing. */
export interface ConnectionDraft {
  kind: ConnectionKind;
  socketPath: string;
  host: string;
  port: string;
  useTls: boolean;
  ca: string;
  cert: string;
  key: string;
  username: string;
  privateKey: string;
  /** Confirmed by a person; empty: not yet. */
  hostKeyFingerprint: string;
}

export const EMPTY_DRAFT: ConnectionDraft = {
  kind: 'socket', socketPath: '/var/run/docker.sock', host: '', port: '', useTls: true, ca: '', cert: '', key: '', username: 'root', privateKey: '', hostKeyFingerprint: '',
};

/** Secrets stay empty, which means: as they are. */
export function draftOf(view: ConnectionView): ConnectionDraft {
  switch (view.kind) {
    case 'socket':
      return { ...EMPTY_DRAFT, kind: 'socket', socketPath: view.socketPath };
    case 'tcp':
      return { ...EMPTY_DRAFT, kind: 'tcp', host: view.host, port: String(view.port), useTls: view.tls !== null };
    case 'ssh':
      return { ...EMPTY_DRAFT, kind: 'ssh', host: view.host, port: String(view.port), username: view.username, hostKeyFingerprint: view.hostKeyFingerprint };
  }
}

/** What is confirmed of one host says nothing about another. */
export function changeDraft(draft: ConnectionDraft, change: Partial<ConnectionDraft>): ConnectionDraft {
  const elsewhere = (change.host !== undefined && change.host.trim() !== draft.host.trim()) || (change.port !== undefined && usualPort({ ...draft, ...change }) !== usualPort(draft));
  return { ...draft, ...(elsewhere && { hostKeyFingerprint: '' }), ...change };
}

const usualPort = (draft: ConnectionDraft) => draft.port.trim() || defaultPort(draft);
export const defaultPort = ({ kind, useTls }: Pick<ConnectionDraft, 'kind' | 'useTls'>) => (kind === 'ssh' ? '22' : useTls ? '2376' : '2375');

export function toConnection(draft: ConnectionDraft): ConnectionInput {
  const { kind, socketPath, host, useTls, ca, cert, key, username, privateKey, hostKeyFingerprint } = draft;
  const port = Number(usualPort(draft));
  switch (kind) {
    case 'socket':
      return { kind, socketPath };
    case 'tcp':
      return { kind, host, port, ...(useTls && { tls: { ca, cert, key } }) };
    case 'ssh':
      return { kind, host, port, username, privateKey, ...(hostKeyFingerprint && { hostKeyFingerprint }) };
  }
}
