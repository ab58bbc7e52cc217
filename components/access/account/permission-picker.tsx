'use client';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import type { Permission } from '@/lib/platform/endpoint';

interface PermissionPickerProps {
  offered: readonly Permission[];
  chosen: ReadonlySet<Permission>;
  onChange: (chosen: ReadonlySet<Permission>) => void;
}

/** Permissions by what they are about (`container:view` → container). */
export function PermissionPicker({ offered, chosen, onChange }: PermissionPickerProps) {
  const t = useTranslations('access');
  const groups = [...new Set(offered.map((permission) => permission.split(':')[0] as 'app'))];
  const toggle = (permission: Permission, on: boolean) => onChange(new Set(on ? [...chosen, permission] : [...chosen].filter((one) => one !== permission)));
  return (
    <fieldset>
      <legend className="text-[13px] font-medium">{t('account.permissions')}</legend>
      <div className="mt-1 mb-2 flex gap-1">
        <Button size="sm" variant="ghost" onClick={() => onChange(new Set(offered))}>{t('account.all')}</Button>
        <Button size="sm" variant="ghost" onClick={() => onChange(new Set(offered.filter((one) => one.endsWith(':view'))))}>{t('account.readOnly')}</Button>
        <Button size="sm" variant="ghost" onClick={() => onChange(new Set())}>{t('account.none')}</Button>
      </div>
      <div className="grid gap-x-6 gap-y-3 sm:grid-cols-2">
        {groups.map((group) => (
          <div key={group}>
            <p className="text-xs font-medium text-fg-muted">{t(`permissionGroups.${group}`)}</p>
            {offered.filter((permission) => permission.startsWith(`${group}:`)).map((permission) => (
              <label key={permission} className="flex cursor-pointer items-center gap-2 py-1 text-[13px]">
                <Checkbox checked={chosen.has(permission)} onCheckedChange={(on) => toggle(permission, on)} />
                {t(`permissionVerbs.${permission.split(':')[1] as 'view'}`)}
                <code className="ml-auto font-mono text-xs text-fg-muted">{permission}</code>
              </label>
            ))}
          </div>
        ))}
      </div>
    </fieldset>
  );
}
