'use client';
import { CloudOff } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEnvironments } from '@/lib/environments/client/use-environments';
import { isAway } from '@/lib/environments/model/find-troubles';

/** Beside the name in a row whose engine hangs or is gone: it is as it was then. Nothing, while the engine answers. */
export function StaleMark({ environmentId }: { environmentId: string }) {
  const t = useTranslations('environments.trouble');
  const environment = useEnvironments().data?.find(({ id }) => id === environmentId);
  if (!environment || !isAway(environment.status)) return null;
  const label = t('mark', { name: environment.name });
  return <span role="img" aria-label={label} title={label} className={`mr-1.5 inline-flex align-[-2px] ${environment.status.kind === 'down' ? 'text-danger' : 'text-warning'}`}><CloudOff className="size-3.5" aria-hidden /></span>;
}
