'use client';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { signOut } from '@/lib/access/client/sign-in';
import { useSecondFactor } from '@/lib/access/client/use-second-factor';
import { PasskeysCard } from './passkeys-card';
import { TwoStepCard } from './two-step-card';

/** For who must have a second factor and has none: the only page that opens. */
export function SetUpPage({ next }: { next: string }) {
  const t = useTranslations('access.secondFactor');
  const { data } = useSecondFactor();
  const ready = data !== undefined && (data.totp !== null || data.passkeys.length > 0);
  return (
    <div className="flex flex-col gap-4">
      <div>
        <h1 className="text-lg font-semibold">{t('pageTitle')}</h1>
        <p className="mt-0.5 text-[13px] text-fg-muted">{t('pageText')}</p>
      </div>
      <TwoStepCard />
      <PasskeysCard />
      {ready
        ? <Button variant="primary" className="w-full" onClick={() => window.location.assign(next)}>{t('toConsole')}</Button>
        : <Button variant="ghost" className="w-full" onClick={() => void signOut().then(() => window.location.assign('/sign-in'))}>{t('signOut')}</Button>}
    </div>
  );
}
