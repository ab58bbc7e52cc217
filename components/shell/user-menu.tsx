'use client';
import { ChevronsUpDown, Languages, LogOut, Moon, Sun, UserRound } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useTheme } from 'next-themes';
import { useRouter } from 'next/navigation';
import { DropdownMenu } from '@/components/ui/dropdown-menu';
import { toast } from '@/components/ui/toast';
import { signOut } from '@/lib/access/client/sign-in';
import { setLocale } from '@/lib/platform/client/set-locale';
import { useMe } from './me-context';

export function UserMenu() {
  const t = useTranslations('platform.shell');
  const me = useMe();
  const router = useRouter();
  const { resolvedTheme, setTheme } = useTheme();
  const choose = (locale: 'en' | 'zh-CN') => {
    setLocale(locale);
    router.refresh();
  };
  const leave = async () => {
    try {
      await signOut();
      // A full load: nothing of what was seen stays in memory.
      window.location.assign('/sign-in');
    } catch (error) {
      toast.error(error);
    }
  };
  return (
    <DropdownMenu
      align="start"
      trigger={
        <button type="button" aria-label={t('user')} className="flex w-full items-center gap-2 rounded-md px-2.5 py-1.5 text-left text-sm hover:bg-muted">
          <span className="flex size-6 shrink-0 items-center justify-center rounded-full bg-accent text-xs font-semibold text-accent-fg" aria-hidden>{[...me.name][0]?.toUpperCase()}</span>
          <span className="min-w-0 flex-1 truncate">{me.name}</span>
          <ChevronsUpDown className="size-4 text-fg-muted" aria-hidden />
        </button>
      }
      items={[
        { label: t('account'), icon: <UserRound />, onSelect: () => router.push('/account') },
        { label: resolvedTheme === 'dark' ? t('light') : t('dark'), icon: resolvedTheme === 'dark' ? <Sun /> : <Moon />, onSelect: () => setTheme(resolvedTheme === 'dark' ? 'light' : 'dark') },
        'separator',
        { label: 'English', icon: <Languages />, onSelect: () => choose('en') },
        { label: '简体中文', icon: <Languages />, onSelect: () => choose('zh-CN') },
        'separator',
        { label: t('signOut'), icon: <LogOut />, onSelect: () => void leave() },
      ]}
    />
  );
}
