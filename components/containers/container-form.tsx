'use client';
import { useTranslations } from 'next-intl';
import { useState, type FormEvent } from 'react';
import { Button } from '@/components/ui/button';
import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { type FormDraft, readDraft } from '@/lib/containers/model/form-draft';
import type { ContainerSpecInput } from '@/lib/containers/spec';
import { useInventory } from '@/lib/environments/client/use-inventory';
import { EnvRows, MountRows, PortRows } from './form-rows';
import { useFieldErrors } from '@/lib/platform/client/use-field-errors';

const RESTARTS = ['no', 'on-failure', 'unless-stopped', 'always'] as const;

interface ContainerFormProps {
  environmentId: string;
  initial: FormDraft;
  submitLabel: string;
  /** An edit keeps the name. */
  fixedName?: boolean;
  onSubmit: (spec: ContainerSpecInput) => Promise<void>;
  onCancel: () => void;
}

/** What to run, in one form: for a new container, a copy and an edit. */
export function ContainerForm({ environmentId, initial, submitLabel, fixedName, onSubmit, onCancel }: ContainerFormProps) {
  const t = useTranslations('containers');
  const [draft, setDraft] = useState(initial);
  const { at, rest, run, busy, setErrors } = useFieldErrors('$.spec.');
  const set = <K extends keyof FormDraft>(key: K, value: FormDraft[K]) => setDraft((current) => ({ ...current, [key]: value }));
  const images = useInventory('image').data?.filter((row) => row.environmentId === environmentId).flatMap(({ tags }) => tags) ?? [];
  const networks = useInventory('network').data?.filter((row) => row.environmentId === environmentId).map(({ name }) => name) ?? [];
  const volumes = useInventory('volume').data?.filter((row) => row.environmentId === environmentId && row.name.length < 64).map(({ name }) => name) ?? [];
  const networkOptions = [...new Set([draft.network, 'bridge', ...networks])];

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const read = readDraft(draft);
    if ('errors' in read) return setErrors(new Map(Object.entries(read.errors).map(([path, code]) => [path, t(`form.${code}`)])));
    await run(() => onSubmit(read.spec));
  };
  return (
    <form onSubmit={(event) => void submit(event)} className="flex max-w-4xl flex-col gap-4" noValidate>
      {rest && <p role="alert" className="rounded-lg border border-danger/40 bg-danger-soft px-3 py-2 text-sm [overflow-wrap:anywhere] text-danger">{rest}</p>}
      <Section title={t('form.what')}>
        <div className="grid gap-3 sm:grid-cols-2">
          <Field label={t('list.image')} required error={at('image')} hint={t('form.imageHint')}><Input list="form-images" value={draft.image} onChange={(event) => set('image', event.target.value)} placeholder="nginx:1.27" autoComplete="off" spellCheck={false} /></Field>
          <datalist id="form-images">{images.map((tag) => <option key={tag} value={tag} />)}</datalist>
          <Field label={t('list.name')} required error={at('name')} hint={fixedName ? t('form.nameFixed') : undefined}><Input value={draft.name} onChange={(event) => set('name', event.target.value)} readOnly={fixedName} autoComplete="off" spellCheck={false} /></Field>
        </div>
        <Field label={t('detail.command')} error={at('command')} hint={t('form.commandHint')}><Input className="font-mono text-[13px]" value={draft.command} onChange={(event) => set('command', event.target.value)} autoComplete="off" spellCheck={false} /></Field>
      </Section>
      <Section title={t('detail.env')}><EnvRows rows={draft.env} onChange={(env) => set('env', env)} at={at} /></Section>
      <Section title={t('list.ports')}><PortRows rows={draft.ports} onChange={(ports) => set('ports', ports)} at={at} /></Section>
      <Section title={t('detail.mounts')}><MountRows rows={draft.mounts} volumes={volumes} onChange={(mounts) => set('mounts', mounts)} at={at} /></Section>
      <Section title={t('form.how')}>
        <div className="grid gap-3 sm:grid-cols-2">
          <Field label={t('form.network')} error={at('network')}><Select value={draft.network} onValueChange={(network) => set('network', network)} options={networkOptions.map((value) => ({ value, label: value }))} /></Field>
          <Field label={t('detail.restart')} error={at('restart.name')}><Select value={draft.restart} onValueChange={(value) => set('restart', value as FormDraft['restart'])} options={RESTARTS.map((value) => ({ value, label: t(`restart.${value}`) }))} /></Field>
          {draft.restart === 'on-failure' && <Field label={t('form.retries')} hint={t('form.retriesHint')} error={at('restart.maximumRetryCount')}><Input inputMode="numeric" value={draft.retries} onChange={(event) => set('retries', event.target.value)} /></Field>}
          <Field label={t('detail.cpus')} hint={t('form.cpusHint')} error={at('cpus')}><Input inputMode="decimal" value={draft.cpus} onChange={(event) => set('cpus', event.target.value)} /></Field>
          <Field label={t('form.memory')} hint={t('form.memoryHint')} error={at('memoryBytes')}><Input inputMode="decimal" value={draft.memoryMib} onChange={(event) => set('memoryMib', event.target.value)} /></Field>
        </div>
      </Section>
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" loading={busy}>{submitLabel}</Button>
        <Button onClick={onCancel}>{t('form.cancel')}</Button>
      </div>
    </form>
  );
}

const Section = ({ title, children }: { title: string; children: React.ReactNode }) => (
  <Card><CardHeader><CardTitle>{title}</CardTitle></CardHeader><CardBody className="flex flex-col gap-3">{children}</CardBody></Card>
);
