'use client';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input, Textarea } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { toast } from '@/components/ui/toast';
import type { addEnvironment, testConnection } from '@/lib/environments/contract';
import { ApiError, callApi } from '@/lib/platform/client/call-api';

const KINDS = ['socket', 'tcp', 'ssh'] as const;
type Kind = (typeof KINDS)[number];
const EMPTY = { socketPath: '/var/run/docker.sock', host: '', port: '', ca: '', cert: '', key: '', username: 'root', privateKey: '', hostKeyFingerprint: '' };

function toConnection(kind: Kind, form: typeof EMPTY) {
  switch (kind) {
    case 'socket':
      return { kind, socketPath: form.socketPath };
    case 'tcp':
      return { kind, host: form.host, port: Number(form.port || (form.ca ? 2376 : 2375)), ...((form.ca || form.cert || form.key) && { tls: { ca: form.ca, cert: form.cert, key: form.key } }) };
    case 'ssh':
      return { kind, host: form.host, port: Number(form.port || 22), username: form.username, privateKey: form.privateKey, ...(form.hostKeyFingerprint && { hostKeyFingerprint: form.hostKeyFingerprint }) };
  }
}

/** Adds an engine; the test says exactly what is wrong before anything is saved. */
export function EnvironmentDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations('environments.list');
  const cache = useQueryClient();
  const [name, setName] = useState('');
  const [kind, setKind] = useState<Kind>('socket');
  const [form, setForm] = useState(EMPTY);
  const [busy, setBusy] = useState<'test' | 'save' | null>(null);
  const [result, setResult] = useState<{ ok: boolean; text: string } | null>(null);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const attempt = async (what: 'test' | 'save', work: () => Promise<void>) => {
    setBusy(what);
    setResult(null);
    setErrors({});
    try {
      await work();
    } catch (failure) {
      if (failure instanceof ApiError) setErrors(Object.fromEntries((failure.problem.errors ?? []).map((one) => [one.path.split('.').at(-1)!, one.message])));
      setResult({ ok: false, text: (failure as Error).message });
    } finally {
      setBusy(null);
    }
  };
  const test = () =>
    attempt('test', async () => {
      const answer = await callApi<typeof testConnection>({ method: 'POST', path: '/api/v1/environments/test', body: { connection: toConnection(kind, form) } });
      if (answer.hostKeyFingerprint) setForm({ ...form, hostKeyFingerprint: answer.hostKeyFingerprint });
      setResult({ ok: true, text: t('testOk', { version: answer.engineVersion, host: answer.host }) });
    });
  const save = () =>
    attempt('save', async () => {
      await callApi<typeof addEnvironment>({ method: 'POST', path: '/api/v1/environments', body: { name, connection: toConnection(kind, form) } });
      toast.success(t('saved', { name }));
      await cache.invalidateQueries();
      onClose();
    });
  const text = (field: keyof typeof EMPTY, label: string, hint?: string) => <Field label={label} hint={hint} error={errors[field]}><Input value={form[field]} onChange={(event) => setForm({ ...form, [field]: event.target.value })} spellCheck={false} autoComplete="off" /></Field>;
  const pem = (field: 'ca' | 'cert' | 'key' | 'privateKey', label: string) => <Field label={label} error={errors[field]}><Textarea className="min-h-16" value={form[field]} onChange={(event) => setForm({ ...form, [field]: event.target.value })} spellCheck={false} autoComplete="off" /></Field>;
  return (
    <Dialog open onOpenChange={onClose} title={t('addTitle')} footer={<><Button onClick={onClose}>{t('cancel')}</Button><Button loading={busy === 'test'} onClick={() => void test()}>{t('test')}</Button><Button variant="primary" loading={busy === 'save'} disabled={!name} onClick={() => void save()}>{t('save')}</Button></>}>
      <div className="flex flex-col gap-4">
        <Field label={t('name')} error={errors.name} required><Input value={name} onChange={(event) => setName(event.target.value)} /></Field>
        <Field label={t('kind')}><Select value={kind} onValueChange={(value) => setKind(value as Kind)} options={KINDS.map((value) => ({ value, label: t(`kinds.${value}`) }))} /></Field>
        {kind === 'socket' && text('socketPath', t('socketPath'))}
        {kind !== 'socket' && <div className="grid grid-cols-[2fr_1fr] gap-3">{text('host', t('hostName'))}{text('port', t('port'))}</div>}
        {kind === 'tcp' && <>{pem('ca', t('ca'))}{pem('cert', t('cert'))}{pem('key', t('key'))}</>}
        {kind === 'ssh' && <>{text('username', t('username'))}{pem('privateKey', t('privateKey'))}{text('hostKeyFingerprint', t('fingerprint'), t('fingerprintHint'))}</>}
        {result && <p role={result.ok ? 'status' : 'alert'} className={`rounded-lg px-3 py-2 text-sm [overflow-wrap:anywhere] ${result.ok ? 'bg-success-soft text-success' : 'bg-danger-soft text-danger'}`}>{result.text}</p>}
      </div>
    </Dialog>
  );
}
