'use client';
import { useTranslations } from 'next-intl';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { CheckField } from './check-field';
import type { OidcSettings } from './provider-draft';

interface OidcFieldsProps {
  settings: OidcSettings;
  onChange: (change: Partial<OidcSettings>) => void;
  errorAt: (field: string) => string | undefined;
}

export function OidcFields({ settings, onChange, errorAt }: OidcFieldsProps) {
  const t = useTranslations('access.signInSettings');
  const text = (key: 'issuer' | 'clientId' | 'scopes' | 'groupsClaim', more: object = {}) => (
    <Field label={t(key)} error={errorAt(`settings.${key}`)}><Input value={settings[key]} onChange={(event) => onChange({ [key]: event.target.value })} required autoComplete="off" {...more} /></Field>
  );
  return (
    <>
      {text('issuer', { type: 'url', placeholder: 'https://login.example.com' })}
      {text('clientId')}
      <div className="grid gap-4 sm:grid-cols-2">{text('scopes')}{text('groupsClaim')}</div>
      <CheckField label={t('allowPrivate')} checked={settings.allowPrivateAddress} onChange={(allowPrivateAddress) => onChange({ allowPrivateAddress })} />
    </>
  );
}
