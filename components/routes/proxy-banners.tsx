'use client';
import { TriangleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { useMay } from '@/components/shell/me-context';
import type { ProxySummaryDto } from '@/lib/routes/contract';

/** Where routes may not do what they say, and why. An engine that is away is told of above every page. */
export function ProxyBanners({ proxies }: { proxies: readonly ProxySummaryDto[] }) {
  const t = useTranslations('routes.proxyTrouble');
  const mayManage = useMay('environment:manage');
  return proxies.filter(({ state }) => state === 'trouble').map(({ environmentId, environment, reason }) => (
    <div key={environmentId} role="alert" className="mb-3 flex flex-wrap items-start gap-x-3 gap-y-1 rounded-lg border border-danger/40 bg-danger-soft px-4 py-3 text-sm text-danger">
      <TriangleAlert className="mt-0.5 size-4 shrink-0" aria-hidden />
      <div className="min-w-0 flex-1 basis-56 [overflow-wrap:anywhere]">
        <p>{t.rich('trouble', { environment, b: (chunks) => <b>{chunks}</b> })}</p>
        {reason && <p className="text-[13px]">{reason.detail}</p>}
      </div>
      {mayManage && <Link prefetch={false} href={`/environments?proxy=${environmentId}`} className="shrink-0 font-medium underline max-sm:pl-7 underline-offset-2">{t('settings')}</Link>}
    </div>
  ));
}
