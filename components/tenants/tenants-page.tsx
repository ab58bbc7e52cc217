'use client';
import { Building2, Plus } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useMay } from '@/components/shell/me-context';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { PageHeader } from '@/components/ui/page-header';
import { SkeletonRows } from '@/components/ui/skeleton';
import { useTenants } from '@/lib/tenants/client/use-tenants';
import { groupHref } from './group-href';
import { NewTenantDialog } from './new-tenant-dialog';
import { QuotaRequests } from './quota-requests';
import { ResourceMeter } from './amounts';

export function TenantsPage() {
  const t = useTranslations('tenants');
  const { data, error, refetch } = useTenants();
  const mayMake = useMay('quota:set', '/');
  const [making, setMaking] = useState(false);
  const add = mayMake && <Button variant="primary" onClick={() => setMaking(true)}><Plus aria-hidden />{t('new')}</Button>;
  return (
    <>
      <PageHeader title={t('title')} description={t('intro')} actions={<>{mayMake && <Button asChild><Link prefetch={false} href={groupHref('/')}>{t('whole')}</Link></Button>}{add}</>} />
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <SkeletonRows />}
      <QuotaRequests />
      {data?.length === 0 && <Card><EmptyState icon={<Building2 />} title={t('none')} description={t('noneText')} action={add} /></Card>}
      <ul className="grid gap-4 lg:grid-cols-2">
        {data?.map((tenant) => (
          <li key={tenant.path}>
            <Card className="flex h-full flex-col gap-4 p-4">
              <div>
                <h2 className="font-semibold [overflow-wrap:anywhere]"><Link prefetch={false} href={groupHref(tenant.path)} className="hover:underline">{tenant.path}</Link></h2>
                {tenant.description && <p className="text-[13px] text-fg-muted">{tenant.description}</p>}
                <p className="mt-1 text-xs text-fg-muted">{t('counts', { apps: tenant.apps, grants: tenant.grants })}</p>
              </div>
              <div className="grid grid-cols-2 gap-4">{(['cpus', 'mem'] as const).map((resource) => <ResourceMeter key={resource} resource={resource} reserved={tenant.reserved[resource]} used={null} limit={tenant.quota?.limits[resource] ?? null} />)}</div>
            </Card>
          </li>
        ))}
      </ul>
      {making && <NewTenantDialog onClose={() => setMaking(false)} />}
    </>
  );
}
