'use client';
import { Languages, Moon, Sun } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { useTheme } from 'next-themes';
import { useRouter } from 'next/navigation';
import { Button } from '@/components/ui/button';
import { IconButton } from '@/components/ui/icon-button';
import { setLocale } from '@/lib/platform/client/set-locale';

/** Each language is offered in its own name. */
const OTHER = { en: { locale: 'zh-CN', name: '简体中文' }, 'zh-CN': { locale: 'en', name: 'English' } } as const;

export function AppearanceControls() {
  const t = useTranslations('access.appearance');
  const router = useRouter();
  const { resolvedTheme, setTheme } = useTheme();
  const other = OTHER[useLocale() === 'zh-CN' ? 'zh-CN' : 'en'];
  return (
    <div className="flex items-center gap-1">
      <Button variant="ghost" size="sm" lang={other.locale} onClick={() => { setLocale(other.locale); router.refresh(); }}><Languages aria-hidden />{other.name}</Button>
      {/* Both icons are in the page and CSS shows one: the server does not know the theme. */}
      <IconButton label={t('theme')} icon={<><Sun className="hidden dark:block" /><Moon className="dark:hidden" /></>} onClick={() => setTheme(resolvedTheme === 'dark' ? 'light' : 'dark')} />
    </div>
  );
}
