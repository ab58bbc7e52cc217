'use client';
import { CircleCheck, TriangleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { useEffect, useState } from 'react';
import { useRouter } from 'next/navigation';
import { Progress } from '@/components/ui/progress';
import type { Place } from '@/lib/containers/client/container-key';
import { useReplacement } from '@/lib/containers/client/use-replacement';
import type { ReplacementDto } from '@/lib/containers/contract';

const DONE_PERCENT: Partial<Record<ReplacementDto['phase'], number>> = { preparing: 15, proving: 50, swapping: 85 };
/** An edit that failed is told of until the next one, a while at most. */
const TOLD_MS = 24 * 60 * 60 * 1000;

/** How an edit goes, live; where it ended, or why it was undone. */
export function ReplacementBanner({ place }: { place: Place }) {
  const t = useTranslations('containers.replacement');
  const say = useTranslations();
  const router = useRouter();
  const [openedAt] = useState(() => Date.now());
  const { data } = useReplacement(place);
  const replacement = data?.replacement ?? null;
  const successor = replacement?.phase === 'done' && replacement.oldContainerId === place.containerId ? replacement.newContainerId : null;
  useEffect(() => {
    if (successor) router.replace(`/containers/${place.environmentId}/${successor}`);
  }, [successor, place.environmentId, router]);
  if (!replacement) return null;
  const reason = replacement.error && say(messageKey(replacement.error.code) as Parameters<typeof say>[0], replacement.error.params);

  if (replacement.phase === 'done') {
    return successor ? <Box tone="success"><CircleCheck className="size-4 shrink-0" aria-hidden /><span>{t('moved')} <Link className="underline" href={`/containers/${place.environmentId}/${successor}`}>{t('open')}</Link></span></Box> : null;
  }
  if (replacement.phase === 'failed') {
    const old = openedAt - Date.parse(replacement.endedAt ?? replacement.createdAt) > TOLD_MS;
    return old || replacement.oldContainerId !== place.containerId ? null : (
      <Box tone="danger"><TriangleAlert className="size-4 shrink-0" aria-hidden /><span className="min-w-0 [overflow-wrap:anywhere]"><strong>{replacement.error?.code === 'containers.restore_failed' ? t('lost') : t('failed')}</strong> {reason}</span></Box>
    );
  }
  return (
    <Box tone={replacement.phase === 'restoring' ? 'warning' : 'info'}>
      <div className="w-full" role="status">
        <p className="mb-1.5">{t(replacement.phase)}{reason && <> <span className="[overflow-wrap:anywhere]">{reason}</span></>}</p>
        <Progress label={t(replacement.phase)} value={DONE_PERCENT[replacement.phase]} />
      </div>
    </Box>
  );
}

/** `containers.new_exited` → its text's key. */
const messageKey = (code: string) => code.replace('.', '.errors.');

const TONE = { success: 'bg-success-soft text-success', danger: 'bg-danger-soft text-danger', warning: 'bg-warning-soft text-warning', info: 'bg-info-soft text-info' };
const Box = ({ tone, children }: { tone: keyof typeof TONE; children: React.ReactNode }) => <div role={tone === 'danger' ? 'alert' : undefined} className={`mb-3 flex items-start gap-2 rounded-lg border border-line px-3 py-2 text-sm ${TONE[tone]}`}>{children}</div>;
