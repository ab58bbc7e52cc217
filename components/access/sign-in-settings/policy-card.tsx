'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card';
import { ErrorState } from '@/components/ui/error-state';
import { Select } from '@/components/ui/select';
import { SkeletonRows } from '@/components/ui/skeleton';
import { toast } from '@/components/ui/toast';
import { accessKeys } from '@/lib/access/client/access.keys';
import { useSecondFactorPolicy } from '@/lib/access/client/use-providers';
import type { setSecondFactorPolicy } from '@/lib/access/contract';
import { SECOND_FACTOR_POLICIES, type SecondFactorPolicy } from '@/lib/access/model/second-factor-policy';
import { callApi } from '@/lib/platform/client/call-api';

export function PolicyCard() {
  const t = useTranslations('access.signInSettings');
  const queries = useQueryClient();
  const { data, error, isPending, refetch } = useSecondFactorPolicy();
  const save = useMutation({
    mutationFn: (policy: SecondFactorPolicy) => callApi<typeof setSecondFactorPolicy>({ method: 'PUT', path: '/api/v1/second-factor-policy', body: { policy } }),
    onSuccess: () => toast.success(t('saved')),
    onError: (problem) => toast.error(problem),
    onSettled: () => queries.invalidateQueries({ queryKey: accessKeys.secondFactorPolicy }),
  });
  return (
    <Card>
      <CardHeader><CardTitle>{t('policy')}</CardTitle></CardHeader>
      {error && <div className="p-4"><ErrorState error={error} onRetry={() => void refetch()} /></div>}
      {isPending && <SkeletonRows rows={1} />}
      {data && (
        <CardBody className="flex flex-col gap-2">
          <Select className="max-w-sm" aria-label={t('policy')} disabled={save.isPending} value={save.isPending ? save.variables : data.policy} onValueChange={(policy) => save.mutate(policy as SecondFactorPolicy)} options={SECOND_FACTOR_POLICIES.map((value) => ({ value, label: t(`policies.${value}`) }))} />
          <p className="text-xs text-fg-muted">{t('policyText')}</p>
        </CardBody>
      )}
    </Card>
  );
}
