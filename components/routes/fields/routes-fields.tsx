'use client';
import { ChevronRight, Lock, Plus, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { IconButton } from '@/components/ui/icon-button';
import type { AppSpecInput } from '@/lib/apps/spec';
import { addressText, type RouteInput } from '@/lib/routes/model/route-draft';
import { RouteFields } from './route-fields';

export interface RoutePlace {
  /** By field: `routes[1].host`. */
  errors: Record<string, string>;
  ports: NonNullable<AppSpecInput['ports']>;
  /** The app's own name; null: the environment has no domain; undefined: not known. */
  own: string | null | undefined;
}
interface RoutesFieldsProps extends RoutePlace {
  value: RouteInput[];
  onChange: (value: RouteInput[]) => void;
  /** Which one is unfolded at first. */
  start?: number;
}

/** The routes of an app, each folded to its address. */
export function RoutesFields({ value, onChange, errors, ports, own, start }: RoutesFieldsProps) {
  const t = useTranslations('routes.fields');
  // A row keeps what is typed in it when one above it goes: rows have numbers of their own.
  const [rows, setRows] = useState(() => value.map((_, index) => ({ id: index, open: index === start || value.length === 1 })));
  const add = () => {
    setRows([...rows, { id: Math.max(-1, ...rows.map(({ id }) => id)) + 1, open: true }]);
    onChange([...value, {}]);
  };
  const remove = (index: number) => {
    setRows(rows.filter((_, at) => at !== index));
    onChange(value.filter((_, at) => at !== index));
  };
  return (
    <>
      {value.length === 0 && <p className="text-sm text-fg-muted">{t('none')}</p>}
      {value.map((route, index) => {
        const at = `routes[${index}]`;
        const address = addressText(route, own ?? t('ownName'));
        const wrong = Object.keys(errors).some((path) => path === at || path.startsWith(`${at}.`));
        const isOpen = (rows[index]?.open ?? false) || wrong;
        const toggle = () => setRows(rows.map((row, one) => (one === index ? { ...row, open: !isOpen } : row)));
        return (
          <div key={rows[index]?.id ?? index} role="group" aria-label={address} className="min-w-0 rounded-lg border border-line">
            <div className="flex items-center gap-1 pr-2">
              <button type="button" aria-expanded={isOpen} onClick={toggle} className="flex min-w-0 flex-1 items-center gap-2 rounded-lg px-3 py-2.5 text-left text-sm hover:bg-muted/50">
                <ChevronRight className={`size-4 shrink-0 text-fg-muted transition-transform ${isOpen ? 'rotate-90' : ''}`} aria-hidden />
                {route.protocol === 'tcp' ? <Badge>TCP</Badge> : route.tls === 'require' && <Lock className="size-3.5 shrink-0 text-success" aria-hidden />}
                <span className="min-w-0 truncate font-mono text-[13px]" title={address}>{address}</span>
                {route.maintenance && <Badge tone="info">{t('maintenance')}</Badge>}
              </button>
              <IconButton label={t('remove', { address })} icon={<Trash2 />} onClick={() => remove(index)} />
            </div>
            {isOpen && <div className="border-t border-line p-3"><RouteFields route={route} at={at} set={(change) => onChange(value.map((one, other) => (other === index ? { ...one, ...change } : one)))} errors={errors} ports={ports} own={own} /></div>}
          </div>
        );
      })}
      <Button size="sm" className="self-start" onClick={add}><Plus aria-hidden />{t('add')}</Button>
    </>
  );
}
