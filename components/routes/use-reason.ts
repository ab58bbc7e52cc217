'use client';
import { useTranslations } from 'next-intl';
import type { RouteDto } from '@/lib/routes/contract';

/** Why a route is in its state, in a sentence; null where there is nothing to say. */
export function useReason(): (route: RouteDto) => string | null {
  const t = useTranslations('routes');
  return ({ state, reason, options }) => {
    if (reason) return reason.detail;
    if (state === 'redirect' && options.redirect) return t('redirectTo', { to: options.redirect.to });
    return state === 'maintenance' ? t('everybodyGetsPage') : null;
  };
}
