'use client';
import { SlidersHorizontal } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';

export type FilterName = 'status' | 'health' | 'environment' | 'label';
export type Choices = Record<FilterName, [string, number][]>;
const NAMES: FilterName[] = ['status', 'health', 'environment', 'label'];
const MOST_SHOWN = 12;

interface AppFiltersProps {
  choices: Choices;
  chosen: Record<FilterName, readonly string[]>;
  onChange: (name: FilterName, values: string[]) => void;
}

/** Beside the list on a wide screen, folded away above it on a narrow one. */
export function AppFilters({ choices, chosen, onChange }: AppFiltersProps) {
  const t = useTranslations('apps.list');
  const status = useTranslations('apps.status');
  const [open, setOpen] = useState(false);
  const count = NAMES.reduce((sum, name) => sum + chosen[name].length, 0);
  const text = (name: FilterName, value: string) => (name === 'status' ? status(value as 'running') : name === 'health' ? t(`health.${value as 'healthy'}`) : value);
  return (
    <aside aria-label={t('filters')} className="shrink-0 lg:w-52">
      <Button size="sm" className="mb-2 lg:hidden" aria-expanded={open} onClick={() => setOpen(!open)}><SlidersHorizontal aria-hidden />{count > 0 ? t('filtersOn', { count }) : t('filters')}</Button>
      <div className={cn('flex-col gap-4 max-lg:mb-3 max-lg:rounded-lg max-lg:border max-lg:border-line max-lg:p-3 lg:flex lg:overflow-y-auto', open ? 'flex' : 'hidden')}>
        {NAMES.filter((name) => choices[name].length > 0 || chosen[name].length > 0).map((name) => {
          const missing = chosen[name].filter((value) => !choices[name].some(([one]) => one === value)).map((value): [string, number] => [value, 0]);
          return (
            <fieldset key={name} className="min-w-0">
              <legend className="mb-1 text-xs font-semibold text-fg-muted">{t(`filter.${name}`)}</legend>
              <ul className="flex flex-col">
                {[...missing, ...choices[name]].slice(0, MOST_SHOWN).map(([value, number]) => {
                  const on = chosen[name].includes(value);
                  return (
                    <li key={value}>
                      <label className="flex cursor-pointer items-center gap-2 rounded-md px-1.5 py-1 text-[13px] hover:bg-muted">
                        <input type="checkbox" className="size-3.5 accent-accent" checked={on} onChange={() => onChange(name, on ? chosen[name].filter((one) => one !== value) : [...chosen[name], value])} />
                        <span className="min-w-0 flex-1 truncate" title={text(name, value)}>{text(name, value)}</span>
                        <span className="text-xs text-fg-muted tabular-nums">{number}</span>
                      </label>
                    </li>
                  );
                })}
              </ul>
            </fieldset>
          );
        })}
        {count > 0 && <Button size="sm" variant="ghost" className="self-start" onClick={() => NAMES.forEach((name) => chosen[name].length > 0 && onChange(name, []))}>{t('clearFilters')}</Button>}
      </div>
    </aside>
  );
}
