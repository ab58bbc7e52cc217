'use client';
import { Plus, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { IconButton } from '@/components/ui/icon-button';
import { Input } from '@/components/ui/input';
import type { ProviderDraft } from './provider-draft';

type Mapping = ProviderDraft['mappings'][number];

interface MappingsFieldProps {
  mappings: Mapping[];
  onChange: (mappings: Mapping[]) => void;
  errorAt: (field: string) => string | undefined;
}

export function MappingsField({ mappings, onChange, errorAt }: MappingsFieldProps) {
  const t = useTranslations('access.signInSettings');
  const set = (index: number, change: Partial<Mapping>) => onChange(mappings.map((mapping, at) => (at === index ? { ...mapping, ...change } : mapping)));
  return (
    <fieldset>
      <legend className="text-[13px] font-medium">{t('mappings')}</legend>
      <p className="mb-2 text-xs text-fg-muted">{t('mappingsText')}</p>
      <div className="flex flex-col gap-2">
        {mappings.map((mapping, index) => (
          <div key={index}>
            <div className="grid grid-cols-[1fr_auto] gap-2 sm:grid-cols-[1.4fr_1fr_1fr_auto]">
              {(['value', 'role', 'groupPath'] as const).map((key) => (
                <Input key={key} aria-label={`${t(key)} ${index + 1}`} placeholder={key === 'groupPath' ? '/shop' : t(key)} value={mapping[key]} required onChange={(event) => set(index, { [key]: event.target.value })} className={key === 'value' ? '' : 'col-start-1 sm:col-start-auto'} />
              ))}
              <IconButton className="col-start-2 row-start-1 sm:col-start-auto sm:row-start-auto" label={t('removeMapping')} icon={<X />} onClick={() => onChange(mappings.filter((_, at) => at !== index))} />
            </div>
            {(['value', 'role', 'groupPath'] as const).map((key) => errorAt(`mappings[${index}].${key}`) && <p key={key} role="alert" className="text-xs text-danger">{errorAt(`mappings[${index}].${key}`)}</p>)}
          </div>
        ))}
      </div>
      <Button size="sm" className="mt-2" onClick={() => onChange([...mappings, { value: '', role: 'developer', groupPath: '' }])}><Plus aria-hidden />{t('addMapping')}</Button>
    </fieldset>
  );
}
