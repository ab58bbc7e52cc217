'use client';
import { useTranslations } from 'next-intl';
import { NumberField, TextField, ChoiceField } from '@/components/apps/fields/inputs';
import { useRouteWords } from '../use-route-words';
import { AccessFields } from './access-fields';
import { CheckLine } from './check-line';
import { PortChoice } from './port-choice';
import { RewriteFields } from './rewrite-fields';
import { RouteGroup } from './route-group';
import { errorAt, errorBelow, type RoutePartProps } from './route-part';
import { TrafficFields } from './traffic-fields';

const PROTOCOLS = ['http', 'https', 'h2', 'grpc', 'tcp'] as const;
const TLS = ['offer', 'require', 'off'] as const;
/** Plain TCP has none of these: the proxy does not read what passes. */
const NOT_TCP = { host: undefined, path: undefined, redirect: undefined, rewritePath: undefined, basicAuth: undefined, maxBodyMb: undefined, acme: undefined, tls: undefined } as const;
const IN_GROUP = {
  traffic: ['balance', 'sticky', 'timeouts', 'maxBodyMb'], rewriting: ['rewritePath', 'redirect', 'requestHeaders', 'responseHeaders'], access: ['basicAuth', 'allow', 'deny'], more: ['accessLog', 'strictUrls'],
} as const;

/** One route: where traffic comes in and where it goes, then all that few routes need, folded. */
export function RouteFields(props: RoutePartProps) {
  const t = useTranslations('routes.fields');
  const { route, set, errors, at, ports, own } = props;
  const words = useRouteWords()(route);
  const isTcp = route.protocol === 'tcp';
  const error = (field: string) => errorAt(props, field);
  const group = (name: keyof typeof IN_GROUP) => ({ title: t(`groups.${name}`), words: words[name], wrong: IN_GROUP[name].some((field) => errorBelow(props, field)) });
  const ownHint = own ? t('hostHint', { own }) : own === null ? t('hostHintNone') : t('hostHintUnknown');
  return (
    <div className="flex flex-col">
      {errors[at] && <p role="alert" className="mb-3 text-xs text-danger">{errors[at]}</p>}
      <div className="grid gap-3 pb-3 sm:grid-cols-2">
        {isTcp
          ? <NumberField label={t('listenPort')} hint={t('listenPortHint')} error={error('listenPort')} value={route.listenPort} onChange={(listenPort) => set({ listenPort })} placeholder="5432" />
          : <TextField label={t('host')} hint={<span className="[overflow-wrap:anywhere]">{ownHint}</span>} error={error('host')} mono value={route.host} onChange={(host) => set({ host: host?.trim().toLowerCase() || undefined })} placeholder={own ?? 'shop.example.com'} />}
        {!isTcp && <TextField label={t('path')} hint={t('pathHint')} error={error('path')} mono value={route.path} onChange={(path) => set({ path })} placeholder="/" />}
        <PortChoice value={route.port} ports={ports} error={error('port')} onChange={(port) => set({ port })} />
        <ChoiceField label={t('protocol')} error={error('protocol')} value={route.protocol} onChange={(protocol) => set({ protocol, ...(protocol === 'tcp' ? NOT_TCP : { listenPort: undefined }) })} options={PROTOCOLS.map((value) => ({ value, label: t(`protocols.${value}`) }))} />
        {!isTcp && <ChoiceField label={t('tls')} hint={t(`tlsHint.${route.tls ?? 'offer'}`)} error={error('tls')} value={route.tls} onChange={(tls) => set({ tls, ...(tls === 'off' && { acme: false }) })} options={TLS.map((value) => ({ value, label: t(`tlsModes.${value}`) }))} />}
        <div className="flex flex-col justify-center gap-2">
          {!isTcp && route.tls !== 'off' && <CheckLine label={t('acme')} error={error('acme')} checked={route.acme ?? false} onChange={(acme) => set({ acme })} />}
          <CheckLine label={t('maintenance')} {...(!isTcp && { hint: t('maintenanceHint') })} error={error('maintenance')} checked={route.maintenance ?? false} onChange={(maintenance) => set({ maintenance })} />
        </div>
      </div>
      <RouteGroup {...group('traffic')}><TrafficFields {...props} /></RouteGroup>
      {!isTcp && <RouteGroup {...group('rewriting')}><RewriteFields {...props} /></RouteGroup>}
      <RouteGroup {...group('access')}><AccessFields {...props} /></RouteGroup>
      <RouteGroup {...group('more')}>
        <CheckLine label={t('accessLog')} checked={route.accessLog ?? true} onChange={(accessLog) => set({ accessLog })} />
        {!isTcp && <CheckLine label={t('strictUrls')} checked={route.strictUrls ?? false} onChange={(strictUrls) => set({ strictUrls })} />}
      </RouteGroup>
    </div>
  );
}
