'use client';
import { useTranslations } from 'next-intl';
import { ChoiceField, NumberField } from '@/components/apps/fields/inputs';
import { DEFAULT_SECONDS } from '@/lib/routes/model/route-draft';
import { errorAt, type RoutePartProps } from './route-part';

const BALANCES = ['roundrobin', 'leastconn', 'random'] as const;

export function TrafficFields(props: RoutePartProps) {
  const t = useTranslations('routes.fields');
  const { route, set } = props;
  const isTcp = route.protocol === 'tcp';
  const seconds = (name: keyof typeof DEFAULT_SECONDS, hint?: string) => (
    <NumberField label={t(name)} hint={hint} error={errorAt(props, `timeouts.${name}`)} step={0.1} placeholder={String(DEFAULT_SECONDS[name])} value={route.timeouts?.[name]} onChange={(value) => set({ timeouts: { ...route.timeouts, [name]: value } })} />
  );
  return (
    <>
      <ChoiceField label={t('balance')} error={errorAt(props, 'balance')} value={route.balance} onChange={(balance) => set({ balance })} options={BALANCES.map((value) => ({ value, label: t(`balances.${value}`) }))} />
      {!isTcp && <ChoiceField label={t('sticky')} hint={t('stickyHint')} error={errorAt(props, 'sticky')} value={route.sticky} onChange={(sticky) => set({ sticky })} options={(['off', 'cookie'] as const).map((value) => ({ value, label: t(`stickies.${value}`) }))} />}
      {seconds('connectSeconds')}
      {!isTcp && seconds('responseSeconds', t('responseSecondsHint'))}
      {seconds('tunnelSeconds')}
      {!isTcp && <NumberField label={t('maxBodyMb')} hint={t('maxBodyMbHint')} error={errorAt(props, 'maxBodyMb')} min={1} value={route.maxBodyMb} onChange={(maxBodyMb) => set({ maxBodyMb })} />}
    </>
  );
}
