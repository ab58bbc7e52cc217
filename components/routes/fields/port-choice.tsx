'use client';
import { useTranslations } from 'next-intl';
import { ChoiceField } from '@/components/apps/fields/inputs';
import type { RouteInput } from '@/lib/routes/model/route-draft';
import type { RoutePlace } from './routes-fields';

/** One of the app's TCP ports, by its name where it has one. */
export function PortChoice({ value, ports, error, onChange }: { value: RouteInput['port']; ports: RoutePlace['ports']; error: string | undefined; onChange: (port: RouteInput['port']) => void }) {
  const t = useTranslations('routes.fields');
  const tcp = ports.filter(({ protocol = 'tcp' }) => protocol === 'tcp');
  const found = tcp.find(({ name, containerPort }) => value !== undefined && (name === value || containerPort === value));
  const keyOf = (port: (typeof tcp)[number]) => String(port.name ?? port.containerPort);
  const options = [
    { value: '', label: tcp[0] ? t('firstPortIs', { port: tcp[0].containerPort }) : t('firstPort') },
    ...tcp.map((port) => ({ value: keyOf(port), label: port.name ? `${port.name} (${port.containerPort})` : String(port.containerPort) })),
    ...(value !== undefined && !found ? [{ value: String(value), label: t('portGone', { port: String(value) }) }] : []),
  ];
  const choose = (key: string) => {
    const port = tcp.find((one) => keyOf(one) === key);
    onChange(key === '' ? undefined : port ? (port.name ?? port.containerPort) : value);
  };
  return <ChoiceField label={t('port')} error={error} value={value === undefined ? '' : found ? keyOf(found) : String(value)} onChange={choose} options={options} />;
}
