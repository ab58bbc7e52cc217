'use client';
import { CloudOff } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { usePathname } from 'next/navigation';
import { ClockTime } from '@/components/ui/clock-time';
import { RelativeTime } from '@/components/ui/relative-time';
import { useEnvironments } from '@/lib/environments/client/use-environments';
import { isAway } from '@/lib/environments/model/find-troubles';

/** Pages that show what engines have. Overview and Environments tell of trouble in their own place. */
const PAGES = ['/applications', '/deployments', '/routes', '/containers', '/images', '/volumes', '/networks', '/events'];

/** Above what is shown of an engine that hangs or is gone: since when it is old, and why. */
export function EngineTroubles() {
  const t = useTranslations('environments.trouble');
  const { data } = useEnvironments();
  const [, page, environmentId] = usePathname().split('/');
  if (!PAGES.includes(`/${page}`)) return null;
  const ofOne = data?.some(({ id }) => id === environmentId);
  const away = (data ?? []).flatMap(({ id, name, status }) => (isAway(status) && (!ofOne || id === environmentId) ? [{ id, name, status }] : []));
  return away.map(({ id, name, status }) => (
    <div key={id} role="alert" className={`mb-4 flex items-start gap-3 rounded-lg border px-4 py-3 text-sm ${status.kind === 'down' ? 'border-danger/40 bg-danger-soft text-danger' : 'border-warning/40 bg-warning-soft text-warning'}`}>
      <CloudOff className="mt-0.5 size-4 shrink-0" aria-hidden />
      <div className="min-w-0 [overflow-wrap:anywhere]">
        <p>{t.rich(status.kind, { name, b: (chunks) => <b>{chunks}</b>, since: () => <><ClockTime at={status.since} seconds={false} /> (<RelativeTime at={status.since} />)</> })}</p>
        <p className="text-[13px]">{status.detail}</p>
      </div>
    </div>
  ));
}
