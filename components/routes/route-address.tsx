'use client';
import { ExternalLink, Lock, LockOpen } from 'lucide-react';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import type { RouteDto } from '@/lib/routes/contract';
import { addressOf } from '@/lib/routes/model/filter-routes';
import { useReason } from './use-reason';

export const routeHref = ({ id, appId }: Pick<RouteDto, 'id' | 'appId'>) => `/routes/${encodeURIComponent(id)}?app=${appId}`;

/** The name leads to the details, the arrow beside it out to the address. On a phone a second line says what is wrong, or whose it is. */
export function RouteAddress({ route }: { route: RouteDto }) {
  const t = useTranslations('routes.list');
  const reason = useReason()(route);
  const address = addressOf(route);
  return (
    <span className="flex min-w-0 flex-col leading-tight">
      <span className="flex min-w-0 items-center gap-1.5">
        <TlsMark route={route} spaced />
        <Link prefetch={false} href={routeHref(route)} title={address} className="min-w-0 truncate font-medium hover:underline">{address}</Link>
        {route.url && <OpenAddress url={route.url} label={t('open', { address })} />}
      </span>
      <span className="truncate text-xs text-fg-muted md:hidden">{reason ?? route.appPath}</span>
    </span>
  );
}

export const OpenAddress = ({ url, label }: { url: string; label: string }) => (
  <a href={url} target="_blank" rel="noreferrer noopener" aria-label={label} title={label} className="-m-1.5 shrink-0 rounded p-1.5 text-fg-muted hover:text-accent"><ExternalLink className="size-3.5" aria-hidden /></a>
);

/** In full colour: nothing but HTTPS; pale: both; open: HTTPS alone, and no certificate for it. `spaced` keeps the place where there is no HTTPS. */
export function TlsMark({ route: { options, hasCertificate }, spaced }: { route: Pick<RouteDto, 'options' | 'hasCertificate'>; spaced?: boolean }) {
  const t = useTranslations('routes.list');
  const isOnly = options.tls === 'require';
  if (options.protocol === 'tcp' || options.tls === 'off' || (!isOnly && !hasCertificate)) return spaced ? <span className="size-3.5 shrink-0" aria-hidden /> : null;
  if (!hasCertificate) return <span role="img" aria-label={t('tlsMissing')} title={t('tlsMissing')} className="shrink-0"><LockOpen className="size-3.5 text-danger" aria-hidden /></span>;
  const label = isOnly ? t('tls') : t('tlsOffered');
  return <span role="img" aria-label={label} title={label} className="shrink-0"><Lock className={isOnly ? 'size-3.5 text-success' : 'size-3.5 text-fg-muted/60'} aria-hidden /></span>;
}
