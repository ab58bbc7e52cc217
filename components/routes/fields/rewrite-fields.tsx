'use client';
import { useTranslations } from 'next-intl';
import { ChoiceField, ListField, TextField } from '@/components/apps/fields/inputs';
import { TextMap } from '@/components/apps/fields/text-map';
import { CheckLine } from './check-line';
import { errorAt, errorBelow, type RoutePartProps } from './route-part';

const STATUSES = [302, 301, 303, 307, 308] as const;
type Status = (typeof STATUSES)[number];

export function RewriteFields(props: RoutePartProps) {
  const t = useTranslations('routes.fields');
  const { route, set } = props;
  const { redirect } = route;
  const headers = (name: 'requestHeaders' | 'responseHeaders') => {
    const error = errorBelow(props, `${name}.set`);
    return (
      <div role="group" aria-label={t(name)} className="flex min-w-0 flex-col gap-2 sm:col-span-2">
        <span className="text-[13px] font-medium">{t(name)}</span>
        <TextMap value={route[name]?.set ?? {}} onChange={(one) => set({ [name]: { ...route[name], set: one } })} add={t('addHeader')} {...(error && { error })} />
        <ListField label={t(`${name}Remove`)} hint={t('namesHint')} error={errorBelow(props, `${name}.remove`)} value={route[name]?.remove} onChange={(remove) => set({ [name]: { ...route[name], remove } })} placeholder={name === 'requestHeaders' ? 'X-Debug' : 'Server, X-Powered-By'} />
      </div>
    );
  };
  return (
    <>
      <TextField label={t('rewritePath')} hint={t('rewritePathHint')} error={errorAt(props, 'rewritePath')} mono value={route.rewritePath} onChange={(rewritePath) => set({ rewritePath })} placeholder="/" />
      <TextField label={t('redirectTo')} hint={t('redirectToHint')} error={errorAt(props, 'redirect.to') ?? errorAt(props, 'redirect')} mono value={redirect?.to} onChange={(to) => set({ redirect: to === undefined ? undefined : { ...redirect, to } })} placeholder="https://www.example.com" />
      {redirect && <ChoiceField label={t('redirectStatus')} value={String(redirect.status ?? 302)} onChange={(status) => set({ redirect: { ...redirect, status: Number(status) as Status } })} options={STATUSES.map((value) => ({ value: String(value), label: String(value) }))} />}
      {redirect && <span className="self-end pb-2"><CheckLine label={t('keepPath')} checked={redirect.keepPath ?? false} onChange={(keepPath) => set({ redirect: { ...redirect, keepPath } })} /></span>}
      {headers('requestHeaders')}
      {headers('responseHeaders')}
    </>
  );
}
