'use client';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { useState } from 'react';
import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card';
import { RelativeTime } from '@/components/ui/relative-time';
import type { AppDetailDto, InstanceDto } from '@/lib/apps/contract';
import { formatDurationMs } from '@/lib/platform/model/format';
import { InstanceLog } from './instance-log';

/** Not the failure of an instance: it went because it was to go. */
const EXPECTED = new Set(['apps.stopped_by_rollout', 'apps.killed_by']);
const failedAt = ({ endedAt, createdAt }: InstanceDto) => endedAt ?? createdAt;

/** The last failure in words, and what changed just before it. */
export function DebugCard({ app }: { app: AppDetailDto }) {
  const t = useTranslations('apps.debug');
  const [showing, setShowing] = useState(false);
  const failed = app.instanceRows.filter(({ reason }) => reason !== null && !EXPECTED.has(reason.code)).sort((a, b) => (failedAt(a) < failedAt(b) ? 1 : -1))[0];
  if (!failed) return null;
  const before = app.deployments.find(({ createdAt }) => createdAt <= failedAt(failed));
  return (
    <Card>
      {showing && <InstanceLog appId={app.id} instance={failed} onClose={() => setShowing(false)} />}
      <CardHeader><CardTitle>{t('title')}</CardTitle></CardHeader>
      <CardBody className="flex flex-col gap-2 text-sm">
        <p className="[overflow-wrap:anywhere]"><strong className="font-medium text-danger">{failed.reason!.detail}</strong></p>
        <p className="text-fg-muted">
          {failed.endedAt ? <>{t('ended')} <RelativeTime at={failed.endedAt} />, {t('lived', { time: formatDurationMs(Date.parse(failed.endedAt) - Date.parse(failed.createdAt)) })}</> : t('still')} · {t('version', { version: failed.version })}
        </p>
        {before && <p className="text-fg-muted">{t('before')} <Link className="text-accent hover:underline" prefetch={false} href={`/deployments/${before.id}`}>{t(`kinds.${before.kind}`)}</Link> {t('by', { by: before.createdBy })}, <RelativeTime at={before.createdAt} />{before.message && `: ${before.message}`}</p>}
        {failed.hasLog && <button type="button" className="self-start text-accent hover:underline" onClick={() => setShowing(true)}>{t('log')}</button>}
        {!failed.endedAt && failed.containerId && <Link className="self-start text-accent hover:underline" prefetch={false} href={`/containers/${app.environmentId}/${failed.containerId}?tab=logs`}>{t('log')}</Link>}
      </CardBody>
    </Card>
  );
}
