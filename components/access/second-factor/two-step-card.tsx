'use client';
import { useQueryClient } from '@tanstack/react-query';
import { ShieldCheck } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card';
import { ErrorState } from '@/components/ui/error-state';
import { RelativeTime } from '@/components/ui/relative-time';
import { SkeletonRows } from '@/components/ui/skeleton';
import { toast } from '@/components/ui/toast';
import { accessKeys } from '@/lib/access/client/access.keys';
import { useSecondFactor } from '@/lib/access/client/use-second-factor';
import type { removeTotp, renewRecoveryCodes } from '@/lib/access/contract';
import { callApi } from '@/lib/platform/client/call-api';
import { ProofDialog } from './proof-dialog';
import { RecoveryCodesDialog } from './recovery-codes-dialog';
import { TotpDialog } from './totp-dialog';

/** The account's authenticator app and its recovery codes. */
export function TwoStepCard() {
  const t = useTranslations('access.secondFactor');
  const queries = useQueryClient();
  const { data, error, isPending, refetch } = useSecondFactor();
  const [asking, setAsking] = useState<'set-up' | 'remove' | 'renew'>();
  const [codes, setCodes] = useState<string[] | null>(null);
  const close = () => setAsking(undefined);
  const done = async (shown: string[] | null) => {
    close();
    setCodes(shown);
    await queries.invalidateQueries({ queryKey: accessKeys.secondFactor });
  };
  const hasFactor = data !== undefined && (data.totp !== null || data.passkeys.length > 0);
  return (
    <Card>
      <CardHeader><CardTitle>{t('title')}</CardTitle>{data && <Badge tone={hasFactor ? 'success' : 'neutral'}>{t(hasFactor ? 'on' : 'off')}</Badge>}</CardHeader>
      {error && <div className="p-4"><ErrorState error={error} onRetry={() => void refetch()} /></div>}
      {isPending && <SkeletonRows rows={2} />}
      {data && (
        <CardBody className="flex flex-wrap items-center gap-3">
          <ShieldCheck className="size-5 shrink-0 text-fg-muted" aria-hidden />
          <div className="min-w-56 flex-1 text-[13px]">
            <p>{data.totp ? <>{t('since')} <RelativeTime at={data.totp.since} /></> : t('text')}</p>
            {hasFactor && <p className="text-xs text-fg-muted">{t('codesLeft', { count: data.recoveryCodesLeft })}</p>}
          </div>
          {hasFactor && <Button size="sm" onClick={() => setAsking('renew')}>{t('renew')}</Button>}
          {data.totp ? <Button size="sm" variant="danger" onClick={() => setAsking('remove')}>{t('remove')}</Button> : <Button size="sm" variant="primary" onClick={() => setAsking('set-up')}>{t('setUp')}</Button>}
          {asking === 'set-up' && <TotpDialog proof={data.proof} onClose={close} onDone={(shown) => void done(shown)} />}
          {asking === 'remove' && (
            <ProofDialog title={t('removeTitle')} text={t('removeText')} submit={t('remove')} danger proof={data.proof} onClose={close}
              onSubmit={async (body) => {
                await callApi<typeof removeTotp>({ method: 'POST', path: '/api/v1/me/second-factor/totp/remove', body });
                toast.success(t('removed'));
                await done(null);
              }} />
          )}
          {asking === 'renew' && (
            <ProofDialog title={t('renewTitle')} text={t('renewText')} submit={t('renew')} proof={data.proof} onClose={close}
              onSubmit={async (body) => done((await callApi<typeof renewRecoveryCodes>({ method: 'POST', path: '/api/v1/me/second-factor/recovery-codes', body })).recoveryCodes)} />
          )}
        </CardBody>
      )}
      {codes && <RecoveryCodesDialog codes={codes} onClose={() => setCodes(null)} />}
    </Card>
  );
}
