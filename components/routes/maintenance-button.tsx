'use client';
import { Construction, Play } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useForcible } from '@/components/apps/use-forcible';
import { Button } from '@/components/ui/button';
import { toast } from '@/components/ui/toast';
import { useMaintenance } from '@/lib/routes/client/use-maintenance';
import type { RouteDto } from '@/lib/routes/contract';
import { addressOf } from '@/lib/routes/model/filter-routes';

/** One click; the same button takes it back. */
export function MaintenanceButton({ route }: { route: RouteDto }) {
  const t = useTranslations('routes.page');
  const maintenance = useMaintenance();
  const { attempt, dialog } = useForcible();
  const on = !route.options.maintenance;
  const toggle = () => attempt(async (force) => {
    await maintenance.mutateAsync({ route, on, force });
    toast.success(t(on ? 'inMaintenance' : 'outOfMaintenance', { address: addressOf(route) }));
  });
  return (
    <>
      {dialog}
      <Button size="sm" variant={on ? 'secondary' : 'primary'} loading={maintenance.isPending} onClick={() => void toggle()}>{!maintenance.isPending && (on ? <Construction aria-hidden /> : <Play aria-hidden />)}{t(on ? 'maintenanceOn' : 'maintenanceOff')}</Button>
    </>
  );
}
