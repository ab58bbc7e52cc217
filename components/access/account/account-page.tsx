'use client';
import { useTranslations } from 'next-intl';
import { PageHeader } from '@/components/ui/page-header';
import { useSecondFactor } from '@/lib/access/client/use-second-factor';
import type { Permission } from '@/lib/platform/endpoint';
import { PasskeysCard } from '../second-factor/passkeys-card';
import { TwoStepCard } from '../second-factor/two-step-card';
import { PasswordCard } from './password-card';
import { ProfileCard } from './profile-card';
import { SessionsCard } from './sessions-card';
import { TokensCard } from './tokens-card';

export interface AccountOwner {
  email: string;
  name: string;
  locale: string | null;
  permissions: readonly Permission[];
}

export function AccountPage({ me }: { me: AccountOwner }) {
  const t = useTranslations('access.account');
  const { data } = useSecondFactor();
  return (
    <>
      <PageHeader title={t('title')} description={me.email} />
      <div className="grid max-w-5xl items-start gap-4 lg:grid-cols-2">
        <ProfileCard me={me} />
        {/* Who comes by a provider has no password here to change. */}
        {(data?.proof ?? 'password') === 'password' && <PasswordCard email={me.email} />}
        <div className="min-w-0 lg:col-span-2"><TwoStepCard /></div>
        <div className="min-w-0 lg:col-span-2"><PasskeysCard /></div>
        <div className="min-w-0 lg:col-span-2"><SessionsCard /></div>
        <div className="min-w-0 lg:col-span-2"><TokensCard permissions={me.permissions} /></div>
      </div>
    </>
  );
}
