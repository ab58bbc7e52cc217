'use client';
import { useTranslations } from 'next-intl';
import { Field } from '@/components/ui/field';
import { Input, Textarea } from '@/components/ui/input';
import { CheckField } from './check-field';
import type { LdapSettings } from './provider-draft';

interface LdapFieldsProps {
  settings: LdapSettings;
  onChange: (change: Partial<LdapSettings>) => void;
  errorAt: (field: string) => string | undefined;
}
type Text = 'url' | 'bindDn' | 'searchBase' | 'filter' | 'emailAttribute' | 'nameAttribute' | 'groupsAttribute';

export function LdapFields({ settings, onChange, errorAt }: LdapFieldsProps) {
  const t = useTranslations('access.signInSettings');
  const text = (key: Text, { hint, ...more }: { hint?: string; placeholder?: string; required?: boolean } = {}) => (
    <Field label={t(key)} hint={hint} error={errorAt(`settings.${key}`)}><Input value={settings[key]} onChange={(event) => onChange({ [key]: event.target.value })} required autoComplete="off" spellCheck={false} {...more} /></Field>
  );
  return (
    <>
      {text('url', { placeholder: 'ldaps://ldap.example.com' })}
      <CheckField label={t('startTls')} checked={settings.startTls} onChange={(startTls) => onChange({ startTls })} />
      <Field label={t('ca')} hint={t('caHint')} error={errorAt('settings.ca')}><Textarea value={settings.ca} onChange={(event) => onChange({ ca: event.target.value })} rows={3} spellCheck={false} /></Field>
      {text('bindDn', { required: false, placeholder: 'cn=gantry,dc=example,dc=com' })}
      {text('searchBase', { placeholder: 'ou=people,dc=example,dc=com' })}
      {text('filter', { hint: t('filterHint') })}
      <div className="grid gap-4 sm:grid-cols-3">{text('emailAttribute')}{text('nameAttribute')}{text('groupsAttribute')}</div>
      <CheckField label={t('linkByEmail')} checked={settings.linkByEmail} onChange={(linkByEmail) => onChange({ linkByEmail })} />
    </>
  );
}
