'use client';
import { useTranslations } from 'next-intl';
import { Field } from '@/components/ui/field';
import { Input, Textarea } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import type { PublisherDraft } from '@/lib/names/model/publisher-draft';

interface Props {
  draft: PublisherDraft;
  onChange: (change: Partial<PublisherDraft>) => void;
  error: (field: string) => { error?: string };
  /** What says where the names are, and so cannot change. */
  fixed: boolean;
  secret: string;
  onSecret: (secret: string) => void;
  keepsSecret: boolean;
}

/** The settings of one kind of publisher. */
export function PublisherFields({ draft, onChange, error, fixed, secret, onSecret, keepsSecret }: Props) {
  const t = useTranslations('names');
  const text = (name: 'server' | 'url' | 'zone' | 'ttl' | 'addresses' | 'keyName' | 'prefix' | 'username' | 'node' | 'datacenter', { placeholder, hint, required, disabled }: { placeholder?: string; hint?: string; required?: boolean; disabled?: boolean } = {}) => (
    <Field label={t(name as 'instances')} {...(hint && { hint })} {...(required && { required })} {...error(`settings.${name}`)}>
      <Input value={draft[name]} disabled={disabled} placeholder={placeholder} spellCheck={false} autoComplete="off" {...(name === 'ttl' && { inputMode: 'numeric' as const })} onChange={(event) => onChange({ [name]: name === 'addresses' ? event.target.value : event.target.value.trim() })} />
    </Field>
  );
  const pick = <K extends 'transport' | 'algorithm' | 'instances'>(name: K, options: { value: PublisherDraft[K]; label: string }[], hint?: string) => (
    <Field label={t(name as 'instances')} {...(hint && { hint })} {...error(`settings.${name}`)}><Select value={draft[name]} options={options} onValueChange={(value) => onChange({ [name]: value })} /></Field>
  );
  const secretField = (label: string, required: boolean) => (
    <Field label={label} {...(keepsSecret && { hint: t('kept') })} required={required && !keepsSecret} {...error('secret')}><Input type="password" value={secret} autoComplete="new-password" onChange={(event) => onSecret(event.target.value.trim())} /></Field>
  );
  const ca = <Field label={t('ca')} hint={t('caHint')} {...error('settings.ca')}><Textarea value={draft.ca} rows={3} spellCheck={false} onChange={(event) => onChange({ ca: event.target.value })} /></Field>;
  const instanceKinds = (draft.kind === 'consul' ? (['container', 'host'] as const) : (['none', 'container', 'host'] as const)).map((value) => ({ value, label: t(`instanceKinds.${value}`) }));
  const addresses = text('addresses', { hint: t('addressesHint'), placeholder: '203.0.113.7, 2001:db8::7' });
  const pair = 'grid gap-3 sm:grid-cols-2';
  switch (draft.kind) {
    case 'rfc2136':
      return (
        <>
          <div className={pair}>{text('server', { required: true, hint: t('serverHint'), placeholder: 'ns1.example.com' })}{text('zone', { required: true, hint: t('zoneHint'), placeholder: 'apps.example.com', disabled: fixed })}</div>
          <div className={pair}>{text('keyName', { required: true, placeholder: 'gantry' })}{pick('algorithm', [{ value: 'hmac-sha256', label: 'hmac-sha256' }, { value: 'hmac-sha512', label: 'hmac-sha512' }])}</div>
          {secretField(t('keySecret'), true)}
          <div className={pair}>{pick('transport', [{ value: 'tcp', label: 'TCP' }, { value: 'udp', label: 'UDP' }])}{text('ttl')}</div>
          {addresses}
          {pick('instances', instanceKinds, t('instancesHint'))}
        </>
      );
    case 'etcd':
      return (
        <>
          {text('url', { required: true, placeholder: 'https://etcd.example.com:2379' })}
          <div className={pair}>{text('zone', { required: true, hint: t('zoneHint'), placeholder: 'apps.example.com', disabled: fixed })}{text('prefix', { required: true, hint: t('prefixHint'), disabled: fixed })}</div>
          <div className={pair}>{text('username', { hint: t('usernameHint') })}{secretField(t('password'), false)}</div>
          {text('ttl')}
          {addresses}
          {pick('instances', instanceKinds, t('instancesHint'))}
          {ca}
        </>
      );
    case 'consul':
      return (
        <>
          {text('url', { required: true, placeholder: 'https://consul.example.com:8501' })}
          <div className={pair}>{text('node', { required: true, hint: t('nodeHint'), disabled: fixed })}{text('datacenter', { hint: t('datacenterHint'), disabled: fixed })}</div>
          {secretField(t('token'), false)}
          {pick('instances', instanceKinds)}
          {addresses}
          {ca}
        </>
      );
  }
}
