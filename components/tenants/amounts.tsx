'use client';
import { useFormatter, useTranslations } from 'next-intl';
import { UsageBar } from '@/components/charts/usage-bar';
import { Badge } from '@/components/ui/badge';

export const RESOURCES = ['cpus', 'mem', 'disk', 'instances'] as const;
export type Resource = (typeof RESOURCES)[number];

/** `1.5`, `512 MiB`, `2 GiB`. */
export function useAmount() {
  const format = useFormatter();
  const number = (value: number, digits: number) => format.number(value, { maximumFractionDigits: digits });
  return (resource: Resource, value: number): string => {
    if (resource === 'cpus') return number(value, 2);
    if (resource === 'instances') return number(value, 0);
    return value >= 1024 ? `${number(value / 1024, 1)} GiB` : `${number(value, 0)} MiB`;
  };
}

/** Reserved and used of a limit, in a bar and in figures. */
export function ResourceMeter({ resource, reserved, used, limit }: { resource: Resource; reserved: number; used: number | null; limit: number | null }) {
  const t = useTranslations('tenants');
  const amount = useAmount();
  const total = limit ?? Math.max(reserved, used ?? 0);
  const isOver = limit !== null && reserved > limit + 1e-6;
  const words = limit === null ? t('reservedOnly', { reserved: amount(resource, reserved) }) : t('reservedOf', { reserved: amount(resource, reserved), limit: amount(resource, limit) });
  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      <div className="flex items-baseline gap-2"><span className="text-[13px] text-fg-muted">{t(`resources.${resource}`)}</span>{isOver && <Badge tone="danger">{t('over')}</Badge>}</div>
      <span className="text-sm font-medium tabular-nums">{words}</span>
      <UsageBar used={used ?? 0} reserved={reserved} total={total} label={`${t(`resources.${resource}`)}: ${words}`} />
      <span className="text-xs text-fg-muted tabular-nums">{used === null ? (limit === null ? t('noLimit') : t('left', { left: amount(resource, Math.max(0, limit - reserved)) })) : t('usedNow', { used: amount(resource, used), idle: amount(resource, Math.max(0, reserved - used)) })}</span>
    </div>
  );
}
