'use client';
import { CircleCheck, HeartCrack, Repeat, Server, Skull, TriangleAlert, type LucideIcon } from 'lucide-react';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Card, CardHeader, CardTitle } from '@/components/ui/card';
import { cn } from '@/components/ui/cn';
import { RelativeTime } from '@/components/ui/relative-time';
import type { Trouble } from '@/lib/environments/model/find-troubles';

const FIRST_SHOWN = 6;
const ICON: Record<'unhealthy' | 'dead' | 'restarting' | 'failed', LucideIcon> = { unhealthy: HeartCrack, dead: Skull, restarting: Repeat, failed: TriangleAlert };

interface AttentionCardProps {
  troubles: Trouble[];
  oldFailures: number;
  /** Names the environment, where there are several. */
  nameOf?: (environmentId: string) => string;
}

/** The first thing on the screen: what is wrong, since when, and the way to it. */
export function AttentionCard({ troubles, oldFailures, nameOf }: AttentionCardProps) {
  const t = useTranslations('environments.overview');
  const [all, setAll] = useState(false);
  const old = oldFailures > 0 && <Link prefetch={false} href="/containers?state=exited&sort=-created" className="text-xs text-fg-muted hover:underline">{t('older', { count: oldFailures })}</Link>;
  if (troubles.length === 0) {
    return (
      <Card className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-3 text-sm">
        <CircleCheck className="size-5 shrink-0 text-success" aria-hidden />
        <h2 className="font-semibold text-success">{t('allWell')}</h2>
        <p className="mr-auto text-[13px] text-fg-muted max-sm:w-full">{t('allWellText')}</p>
        {old}
      </Card>
    );
  }
  const shown = all ? troubles : troubles.slice(0, FIRST_SHOWN);
  return (
    <Card className="border-danger/50">
      <CardHeader className="rounded-t-xl bg-danger-soft">
        <TriangleAlert className="size-4 text-danger" aria-hidden />
        <CardTitle className="text-danger">{t('attention')}</CardTitle>
        <span className="text-sm font-semibold text-danger tabular-nums">{troubles.length}</span>
      </CardHeader>
      <ul className="divide-y divide-line">{shown.map((trouble) => <TroubleRow key={keyOf(trouble)} trouble={trouble} nameOf={nameOf} />)}</ul>
      {(shown.length < troubles.length || old) && (
        <footer className="flex flex-wrap items-center justify-between gap-2 border-t border-line px-4 py-2">
          {shown.length < troubles.length ? <Button size="sm" variant="ghost" onClick={() => setAll(true)}>{t('more', { count: troubles.length - shown.length })}</Button> : <span />}
          {old}
        </footer>
      )}
    </Card>
  );
}

const keyOf = (trouble: Trouble) => (trouble.kind === 'environment' ? trouble.environment.id : `${trouble.row.environmentId}/${trouble.row.id}`);

function TroubleRow({ trouble, nameOf }: { trouble: Trouble; nameOf?: (environmentId: string) => string }) {
  const t = useTranslations('environments.overview');
  if (trouble.kind === 'environment') {
    const { environment, status } = trouble;
    return <Row icon={Server} tone={status.kind === 'down' ? 'danger' : 'warning'} name={environment.name} href="/environments" text={t(`problem.${status.kind}`, { detail: status.detail })} since={status.since} />;
  }
  const { row, problem, exitCode, deaths, since } = trouble;
  const href = `/containers/${row.environmentId}/${row.id}`;
  const text = problem === 'failed' ? t('problem.failed', { code: exitCode }) : problem === 'restarting' && deaths > 1 ? t('problem.flapping', { deaths, code: exitCode }) : t(`problem.${problem}`);
  return (
    <Row icon={ICON[problem]} tone={problem === 'restarting' ? 'warning' : 'danger'} name={row.name} href={href} place={nameOf?.(row.environmentId)} text={text} since={since}>
      <Link prefetch={false} href={`${href}?tab=logs`} aria-label={`${t('logs')} ${row.name}`} className="rounded-md border border-line px-2 py-0.5 text-xs font-medium hover:bg-muted">{t('logs')}</Link>
    </Row>
  );
}

interface RowProps {
  icon: LucideIcon;
  tone: 'danger' | 'warning';
  name: string;
  href: string;
  place?: string;
  text: string;
  since: string | null;
  children?: React.ReactNode;
}

const Row = ({ icon: Icon, tone, name, href, place, text, since, children }: RowProps) => (
  <li className="flex items-start gap-3 px-4 py-2.5">
    <Icon className={cn('mt-0.5 size-4 shrink-0', tone === 'danger' ? 'text-danger' : 'text-warning')} aria-hidden />
    <div className="min-w-0 flex-1 text-sm lg:flex lg:items-baseline lg:gap-3">
      <p className="min-w-0 [overflow-wrap:anywhere] lg:w-72 lg:shrink-0"><Link prefetch={false} className="font-semibold hover:underline" href={href}><bdi>{name}</bdi></Link>{place && <span className="ml-2 text-xs text-fg-muted">{place}</span>}</p>
      <p className="text-[13px] text-fg-muted [overflow-wrap:anywhere] lg:flex-1">{text}</p>
    </div>
    <div className="flex shrink-0 items-center gap-3">
      {since && <span className="text-xs whitespace-nowrap text-fg-muted"><RelativeTime at={since} /></span>}
      {children}
    </div>
  </li>
);
