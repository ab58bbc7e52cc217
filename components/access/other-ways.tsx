'use client';
import { Fingerprint, LogIn } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { knowsPasskeys, PasskeyNotUsed, signInByPasskey } from '@/lib/access/client/passkey';
import { useHydrated } from '@/lib/access/client/use-hydrated';
import type { startOidc } from '@/lib/access/contract';
import { ApiError, callApi } from '@/lib/platform/client/call-api';

interface OtherWaysProps {
  next: string;
  providers: { id: string; name: string }[];
  onError: (text?: string) => void;
}

/** The company's providers and passkeys, below the password. */
export function OtherWays({ next, providers, onError }: OtherWaysProps) {
  const t = useTranslations('access.signIn');
  const hydrated = useHydrated();
  const [busy, setBusy] = useState('');
  const go = async (which: string, work: () => Promise<string>) => {
    setBusy(which);
    onError(undefined);
    try {
      window.location.assign(await work());
    } catch (problem) {
      onError(problem instanceof ApiError ? problem.message : t(problem instanceof PasskeyNotUsed ? 'passkeyFailed' : 'failed'));
      setBusy('');
    }
  };
  const leave = async (providerId: string) => (await callApi<typeof startOidc>({ method: 'POST', path: '/api/v1/sign-in/oidc', body: { providerId, next } })).url;
  return (
    <div className="flex flex-col gap-2">
      <p className="flex items-center gap-3 text-xs text-fg-muted before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">{t('or')}</p>
      {providers.map(({ id, name }) => (
        <Button key={id} className="w-full" disabled={!hydrated} loading={busy === id} onClick={() => void go(id, () => leave(id))}><LogIn aria-hidden /><span className="truncate">{t('with', { name })}</span></Button>
      ))}
      <Button className="w-full" disabled={!hydrated || !knowsPasskeys()} loading={busy === 'passkey'} onClick={() => void go('passkey', () => signInByPasskey().then(() => next))}><Fingerprint aria-hidden />{t('withPasskey')}</Button>
    </div>
  );
}
