'use client';
import { useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/badge';
import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card';
import { RelativeTime } from '@/components/ui/relative-time';
import type { ContainerDetail } from '@/lib/containers/contract';
import { LongText } from './long-text';

export function HealthCard({ health }: { health: NonNullable<ContainerDetail['health']> }) {
  const t = useTranslations('containers.detail');
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t('healthTitle')}</CardTitle>
        {health.failingStreak > 0 && <Badge tone="danger">{t('failingStreak', { count: health.failingStreak })}</Badge>}
      </CardHeader>
      <CardBody>
        {health.log.length === 0 && <p className="text-sm text-fg-muted">{t('noChecks')}</p>}
        <ol className="flex flex-col gap-2 text-[13px]">
          {health.log.map((check) => (
            <li key={check.startedAt} className="flex flex-wrap items-baseline gap-2">
              <Badge tone={check.exitCode === 0 ? 'success' : 'danger'}>{check.exitCode === 0 ? t('checkPassed') : t('checkFailed', { code: check.exitCode })}</Badge>
              <span className="text-fg-muted"><RelativeTime at={check.startedAt} /></span>
              {check.output && <LongText text={check.output.trim()} className="w-full font-mono text-xs" />}
            </li>
          ))}
        </ol>
      </CardBody>
    </Card>
  );
}
