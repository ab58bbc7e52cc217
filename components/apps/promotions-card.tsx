'use client';
import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { Button } from '@/components/ui/button';
import { Card, CardHeader, CardTitle } from '@/components/ui/card';
import { RelativeTime } from '@/components/ui/relative-time';
import { toast } from '@/components/ui/toast';
import { usePromotionActions, usePromotions } from '@/lib/apps/client/use-promotions';
import { SpecChanges } from './spec-changes';

/** Promotions that wait for somebody else's word; of one app, or all. */
export function PromotionsCard({ toPath }: { toPath?: string }) {
  const t = useTranslations('apps.promote');
  const router = useRouter();
  const { data } = usePromotions();
  const { approve, reject } = usePromotionActions();
  const waiting = (data ?? []).filter((one) => toPath === undefined || one.toPath === toPath);
  if (waiting.length === 0) return null;
  const decide = async (work: () => Promise<{ id: string } | undefined | void>) => {
    try {
      const app = await work();
      if (app) router.push(`/applications/${app.id}`);
    } catch (error) {
      toast.error(error);
    }
  };
  return (
    <Card className="mb-4">
      <CardHeader><CardTitle>{t('waiting')}</CardTitle></CardHeader>
      <ul className="divide-y divide-line text-sm">
        {waiting.map((one) => (
          <li key={one.id} className="flex flex-col gap-2 py-3">
            <div className="flex flex-wrap items-center gap-2 px-4">
              <p className="min-w-0 flex-1 [overflow-wrap:anywhere]">{t('line', { from: one.fromPath, version: one.fromVersion, to: one.toPath, by: one.askedBy })} · <RelativeTime at={one.askedAt} />{one.message && ` · ${one.message}`}</p>
              {one.mayDecide ? <><Button size="sm" loading={reject.isPending} onClick={() => void decide(() => reject.mutateAsync(one.id))}>{t('reject')}</Button><Button size="sm" variant="primary" loading={approve.isPending} onClick={() => void decide(() => approve.mutateAsync(one.id))}>{t('approve')}</Button></> : <span className="text-xs text-fg-muted">{t('own')}</span>}
            </div>
            {one.changes.length > 0 && <SpecChanges changes={one.changes} />}
          </li>
        ))}
      </ul>
    </Card>
  );
}
