'use client';
import { useTranslations } from 'next-intl';
import { DEFAULT_SECONDS, type RouteInput } from '@/lib/routes/model/route-draft';

export type RouteWords = Record<'traffic' | 'rewriting' | 'access' | 'more', string[]>;
type Headers = RouteInput['requestHeaders'];

/** What a route says beyond its address, in words; what has its default is left out. */
export function useRouteWords(): (route: RouteInput) => RouteWords {
  const t = useTranslations('routes.words');
  const field = useTranslations('routes.fields');
  const headers = (change: Headers, sets: 'setsRequest' | 'setsResponse', removes: 'removesRequest' | 'removesResponse') => {
    const names = Object.keys(change?.set ?? {});
    const removed = change?.remove ?? [];
    return [names.length > 0 && t(sets, { names: names.join(', ') }), removed.length > 0 && t(removes, { names: removed.join(', ') })];
  };
  const said = (words: (string | false | undefined)[]) => words.filter((word) => typeof word === 'string');
  return ({ balance = 'roundrobin', sticky, timeouts = {}, maxBodyMb, rewritePath, redirect, requestHeaders, responseHeaders, basicAuth, allow = [], deny = [], accessLog, strictUrls }) => ({
    traffic: said([
      balance !== 'roundrobin' && t('balance', { balance: field(`balances.${balance}`) }), sticky === 'cookie' && t('sticky'),
      timeouts.connectSeconds !== undefined && timeouts.connectSeconds !== DEFAULT_SECONDS.connectSeconds && t('connect', { seconds: timeouts.connectSeconds }),
      timeouts.responseSeconds !== undefined && timeouts.responseSeconds !== DEFAULT_SECONDS.responseSeconds && t('response', { seconds: timeouts.responseSeconds }),
      timeouts.tunnelSeconds !== undefined && timeouts.tunnelSeconds !== DEFAULT_SECONDS.tunnelSeconds && t('tunnel', { seconds: timeouts.tunnelSeconds }),
      maxBodyMb !== undefined && t('body', { mb: maxBodyMb }),
    ]),
    rewriting: said([redirect && t('redirect', { status: redirect.status ?? 302, to: redirect.to }), rewritePath !== undefined && t('rewrite', { path: rewritePath }), ...headers(requestHeaders, 'setsRequest', 'removesRequest'), ...headers(responseHeaders, 'setsResponse', 'removesResponse')]),
    access: said([basicAuth && t('auth', { count: basicAuth.users.length }), allow.length > 0 && t('allow', { count: allow.length }), deny.length > 0 && t('deny', { count: deny.length })]),
    more: said([accessLog === false && t('noLog'), strictUrls === true && t('strict')]),
  });
}
