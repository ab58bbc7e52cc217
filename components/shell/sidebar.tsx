'use client';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { cn } from '@/components/ui/cn';
import { useLiveStatus } from '@/lib/platform/client/use-live';
import { StatusDot } from '@/components/ui/badge';
import { Logo } from './logo';
import { useMe } from './me-context';
import { NAVIGATION, type NavigationItem } from './navigation';
import { UserMenu } from './user-menu';

const isCurrent = (path: string, href: string) => (href === '/' ? path === '/' : path === href || path.startsWith(`${href}/`));

export function Sidebar({ onNavigate }: { onNavigate?: () => void }) {
  const t = useTranslations('platform.shell');
  const { permissions } = useMe();
  const path = usePathname();
  const live = useLiveStatus();
  const visible = NAVIGATION.filter((item) => !item.permission || permissions.includes(item.permission));
  const link = (item: NavigationItem) => (
    <li key={item.href}>
      <Link
        href={item.href}
        prefetch={false}
        onClick={onNavigate}
        aria-current={isCurrent(path, item.href) ? 'page' : undefined}
        className={cn('flex items-center gap-2.5 rounded-md px-2.5 py-1.5 text-sm text-fg-muted hover:bg-muted hover:text-fg', isCurrent(path, item.href) && 'bg-accent-soft font-medium text-fg')}
      >
        <item.icon className="size-4 shrink-0" aria-hidden />
        {t(item.label)}
      </Link>
    </li>
  );
  return (
    <div className="flex h-full flex-col gap-4 px-3 py-4">
      <Link href="/" prefetch={false} onClick={onNavigate} className="flex items-center gap-2.5 px-1.5 text-base font-semibold"><Logo />Gantry</Link>
      <nav aria-label={t('pages')} className="flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto">
        <ul className="flex flex-col gap-0.5">{visible.filter((item) => !item.admin).map(link)}</ul>
        <div>
          <p className="mb-1 px-2.5 text-xs font-medium text-fg-muted">{t('admin')}</p>
          <ul className="flex flex-col gap-0.5">{visible.filter((item) => item.admin).map(link)}</ul>
        </div>
      </nav>
      <p className="flex items-center gap-2 px-2.5 text-xs text-fg-muted" role="status">
        <StatusDot tone={live === 'open' ? 'success' : 'warning'} pulse={live !== 'open'} />
        {live === 'open' ? t('live') : t('reconnecting')}
      </p>
      <UserMenu />
    </div>
  );
}
