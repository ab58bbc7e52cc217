'use client';
import { CircleCheck, Plug } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { toast } from '@/components/ui/toast';
import { useEnvironmentChanges } from '@/lib/environments/client/use-environment-changes';
import type { ConnectionView, Overcommit } from '@/lib/environments/contract';
import { draftOf, EMPTY_DRAFT, toConnection, type ConnectionDraft } from '@/lib/environments/model/connection-draft';
import { ApiError } from '@/lib/platform/client/call-api';
import { ConnectionFields } from './connection-fields';

interface Problems {
  /** By field: `name`, `host`, `tls.ca`. */
  fields: Map<string, string>;
  /** What is about no field of the form. */
  rest: string | null;
}
const NONE: Problems = { fields: new Map(), rest: null };

function problemsOf(failure: unknown): Problems {
  const placed = failure instanceof ApiError ? (failure.problem.errors ?? []) : [];
  return {
    fields: new Map(placed.map(({ path, message }) => [path.replace(/^\$\.(connection\.)?/, ''), message])),
    rest: placed.length === 0 ? (failure as Error).message : null,
  };
}

/** Adds an engine, or changes how one is reached; the test says exactly what is wrong before anything is saved. */
export function EnvironmentDialog({ environment, onClose }: { environment?: { id: string; name: string; connection: ConnectionView; overcommit: Overcommit }; onClose: () => void }) {
  const t = useTranslations('environments.list');
  const { add, update, test } = useEnvironmentChanges();
  const [name, setName] = useState(environment?.name ?? '');
  const [draft, setDraft] = useState<ConnectionDraft>(() => (environment ? draftOf(environment.connection) : EMPTY_DRAFT));
  const [promised, setPromised] = useState({ cpu: String(environment?.overcommit.cpu ?? 10), mem: String(environment?.overcommit.mem ?? 1) });
  const [busy, setBusy] = useState<'test' | 'save' | null>(null);
  const [connected, setConnected] = useState<string | null>(null);
  const [shownKey, setShownKey] = useState('');
  const [problems, setProblems] = useState(NONE);
  const form = useRef<HTMLFormElement>(null);

  useEffect(() => form.current?.querySelector<HTMLElement>('[aria-invalid=true], [data-invalid=true]')?.focus(), [problems]);

  const attempt = async (what: 'test' | 'save', work: () => Promise<void>) => {
    setBusy(what);
    setConnected(null);
    setProblems(NONE);
    try {
      await work();
    } catch (failure) {
      setProblems(problemsOf(failure));
    } finally {
      setBusy(null);
    }
  };
  const runTest = () =>
    attempt('test', async () => {
      setShownKey('');
      const answer = await test(toConnection(draft), environment?.id);
      setShownKey(answer.hostKeyFingerprint ?? '');
      setConnected(t('testOk', { version: answer.engineVersion, host: answer.host, os: answer.os, count: answer.containers }));
    });
  const save = (event: FormEvent) => {
    event.preventDefault();
    void attempt('save', async () => {
      const body = { name, connection: toConnection(draft), overcommit: { cpu: Number(promised.cpu), mem: Number(promised.mem) } };
      await (environment ? update(environment.id, body) : add(body));
      toast.success(t(environment ? 'saved' : 'added', { name }));
      onClose();
    });
  };
  const change = (next: ConnectionDraft) => {
    if (next.host !== draft.host || next.port !== draft.port) setShownKey('');
    setConnected(null);
    setDraft(next);
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={environment ? t('editTitle', { name: environment.name }) : t('addTitle')}
      footer={
        <>
          <Button className="mr-auto" loading={busy === 'test'} onClick={() => void runTest()}>{busy !== 'test' && <Plug aria-hidden />}{t('test')}</Button>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button variant="primary" type="submit" form="environment" loading={busy === 'save'} disabled={!name.trim()}>{t('save')}</Button>
        </>
      }
    >
      <form id="environment" ref={form} onSubmit={save} noValidate className="flex flex-col gap-4">
        <Field label={t('name')} error={problems.fields.get('name')} required><Input value={name} onChange={(event) => setName(event.target.value)} autoComplete="off" maxLength={100} /></Field>
        <ConnectionFields draft={draft} onChange={change} saved={environment?.connection} shownKey={shownKey} errorAt={(field) => problems.fields.get(field)} />
        <div className="grid grid-cols-2 gap-4">
          {(['cpu', 'mem'] as const).map((part) => <Field key={part} label={t(`overcommit.${part}`)} hint={t(`overcommit.${part}Hint`)} error={problems.fields.get(`overcommit.${part}`)}><Input inputMode="decimal" value={promised[part]} onChange={(event) => setPromised({ ...promised, [part]: event.target.value })} /></Field>)}
        </div>
        {problems.rest && <p role="alert" className="rounded-lg bg-danger-soft px-3 py-2 text-sm text-danger [overflow-wrap:anywhere]">{problems.rest}</p>}
        {connected && <p role="status" ref={(node) => node?.scrollIntoView({ block: 'nearest' })} className="flex items-start gap-2 rounded-lg bg-success-soft px-3 py-2 text-sm text-success [overflow-wrap:anywhere]"><CircleCheck className="mt-0.5 size-4 shrink-0" aria-hidden />{connected}</p>}
      </form>
    </Dialog>
  );
}
