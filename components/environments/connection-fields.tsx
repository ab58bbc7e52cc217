'use client';
import { TriangleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Checkbox } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import { Input, Textarea } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import type { ConnectionView } from '@/lib/environments/contract';
import { changeDraft, CONNECTION_KINDS, defaultPort, type ConnectionDraft, type ConnectionKind } from '@/lib/environments/model/connection-draft';
import { HostKeyField } from './host-key-field';

interface ConnectionFieldsProps {
  draft: ConnectionDraft;
  onChange: (draft: ConnectionDraft) => void;
  /** What is saved, where one is edited: its secrets may be left empty. */
  saved: ConnectionView | undefined;
  shownKey: string;
  errorAt: (field: string) => string | undefined;
}

export function ConnectionFields({ draft, onChange, saved, shownKey, errorAt }: ConnectionFieldsProps) {
  const t = useTranslations('environments.list');
  const set = (change: Partial<ConnectionDraft>) => onChange(changeDraft(draft, change));
  const text = (field: 'socketPath' | 'host' | 'port' | 'username', label: string, more: { hint?: string; placeholder?: string } = {}) => (
    <Field label={label} error={errorAt(field)} hint={more.hint}>
      <Input value={draft[field]} onChange={(event) => set({ [field]: event.target.value })} placeholder={more.placeholder} spellCheck={false} autoComplete="off" inputMode={field === 'port' ? 'numeric' : undefined} />
    </Field>
  );
  const secret = (field: 'ca' | 'cert' | 'key' | 'privateKey', label: string, path: string, hint?: string) => (
    <Field label={label} error={errorAt(path)} hint={hint}>
      <Textarea className="min-h-16" value={draft[field]} onChange={(event) => set({ [field]: event.target.value })} placeholder={field === 'key' || field === 'privateKey' ? '-----BEGIN … PRIVATE KEY-----' : '-----BEGIN CERTIFICATE-----'} spellCheck={false} autoComplete="off" />
    </Field>
  );
  const keptTls = saved?.kind === 'tcp' ? saved.tls : null;
  const keptCertificate = (facts: { subject: string; expiresAt: string; expired: boolean } | undefined) =>
    facts && t(facts.expired ? 'certificateEnded' : 'certificateKept', { subject: facts.subject, until: new Date(facts.expiresAt) });
  return (
    <>
      <Field label={t('kind')} hint={t(`kindHints.${draft.kind}`)}>
        <Select value={draft.kind} onValueChange={(kind) => set({ kind: kind as ConnectionKind, port: '' })} options={CONNECTION_KINDS.map((value) => ({ value, label: t(`kinds.${value}`) }))} />
      </Field>
      {draft.kind === 'socket' && text('socketPath', t('socketPath'))}
      {draft.kind !== 'socket' && <div className="grid grid-cols-[1fr_6.5rem] gap-3">{text('host', t('hostName'), { placeholder: 'docker.example.com' })}{text('port', t('port'), { placeholder: defaultPort(draft) })}</div>}
      {draft.kind === 'tcp' && (
        <>
          <div className="flex flex-col gap-1">
            <label className="flex items-center gap-2 text-[13px] font-medium"><Checkbox checked={draft.useTls} onCheckedChange={(useTls) => set({ useTls })} />{t('useTls')}</label>
            {errorAt('tls') && <p role="alert" className="text-xs text-danger">{errorAt('tls')}</p>}
          </div>
          {draft.useTls ? (
            <>
              {secret('ca', t('ca'), 'tls.ca', keptCertificate(keptTls?.ca))}
              {secret('cert', t('cert'), 'tls.cert', keptCertificate(keptTls?.cert))}
              {secret('key', t('key'), 'tls.key', keptTls ? t('kept') : undefined)}
            </>
          ) : (
            <p className="flex items-center gap-2 rounded-lg bg-warning-soft px-3 py-2 text-[13px] text-warning"><TriangleAlert className="size-4 shrink-0" aria-hidden />{t('noTlsWarning')}</p>
          )}
        </>
      )}
      {draft.kind === 'ssh' && (
        <>
          {text('username', t('username'), { hint: t('usernameHint') })}
          {secret('privateKey', t('privateKey'), 'privateKey', saved?.kind === 'ssh' ? t('kept') : t('privateKeyHint'))}
          <HostKeyField host={draft.host} pinned={draft.hostKeyFingerprint} shown={shownKey} error={errorAt('hostKeyFingerprint')} onChange={(hostKeyFingerprint) => set({ hostKeyFingerprint })} />
        </>
      )}
    </>
  );
}
