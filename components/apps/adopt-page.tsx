'use client';
import { PackageCheck } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card';
import { Dialog } from '@/components/ui/dialog';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { PageHeader } from '@/components/ui/page-header';
import { Select } from '@/components/ui/select';
import { SkeletonRows } from '@/components/ui/skeleton';
import { toast } from '@/components/ui/toast';
import { useAdoptable, useAdoptActions } from '@/lib/apps/client/use-adoption';
import type { AdoptionDto } from '@/lib/apps/contract';
import { toText } from '@/lib/apps/model/spec-text';
import { useEnvironments } from '@/lib/environments/client/use-environments';
import { DifferenceTable } from './difference-table';
import { groupHref } from './list/group-dialogs';

interface Asked {
  containerIds: string[];
  apps: AdoptionDto[];
}

/** Takes what runs already under Gantry's care, once somebody has seen what that means. */
export function AdoptPage() {
  const t = useTranslations('apps.adopt');
  const router = useRouter();
  const { data: environments } = useEnvironments();
  const [chosen, setChosen] = useState('');
  const [group, setGroup] = useState('/adopted');
  const environmentId = chosen || environments?.[0]?.id || '';
  const { data, error, refetch } = useAdoptable(environmentId);
  const { preview, adopt } = useAdoptActions();
  const [asked, setAsked] = useState<Asked | null>(null);
  const look = async (containerIds: string[]) => {
    try {
      setAsked({ containerIds, ...(await preview.mutateAsync({ environmentId, containerIds, group })) });
    } catch (failure) {
      toast.error(failure);
    }
  };
  const take = async () => {
    try {
      const { apps } = await adopt.mutateAsync({ environmentId, containerIds: asked!.containerIds, group });
      toast.success(t('adopted', { count: apps.length }));
      router.push(apps.length === 1 ? `/applications/${apps[0]!.id}` : groupHref(group));
    } catch (failure) {
      toast.error(failure);
    }
  };
  const line = (name: string, image: string, ids: string[], detail?: string) => (
    <li key={ids[0]} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2.5 text-sm"><span className="font-medium [overflow-wrap:anywhere]">{name}</span><span className="font-mono text-xs text-fg-muted [overflow-wrap:anywhere]">{image}</span>{detail && <Badge tone="neutral">{detail}</Badge>}<Button size="sm" className="ml-auto" disabled={preview.isPending} onClick={() => void look(ids)}>{t('preview')}</Button></li>
  );
  return (
    <>
      <PageHeader breadcrumbs={[{ href: '/applications', label: t('applications') }, { label: t('title') }]} title={t('title')} description={t('intro')} />
      <Card className="mb-4 max-w-4xl"><CardBody className="grid gap-4 sm:grid-cols-2">
        <Field label={t('environment')}><Select value={environmentId} onValueChange={setChosen} options={(environments ?? []).map(({ id, name }) => ({ value: id, label: name }))} /></Field>
        <Field label={t('group')}><Input value={group} onChange={(event) => setGroup(event.target.value)} spellCheck={false} className="font-mono" /></Field>
      </CardBody></Card>
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <SkeletonRows />}
      {data && data.projects.length + data.containers.length === 0 && <EmptyState icon={<PackageCheck />} title={t('none')} />}
      <div className="flex max-w-4xl flex-col gap-4">
        {data?.projects.map(({ name, containers }) => <Card key={name}><ul>{line(t('project', { name }), [...new Set(containers.map(({ image }) => image))].join(', '), containers.map(({ id }) => id), t('instances', { count: containers.length }))}</ul></Card>)}
        {data && data.containers.length > 0 && <Card><CardHeader><CardTitle>{t('single')}</CardTitle></CardHeader><ul className="divide-y divide-line">{data.containers.map(({ id, name, image }) => line(name, image, [id]))}</ul></Card>}
      </div>
      {asked && (
        <Dialog open onOpenChange={() => setAsked(null)} size="lg" title={t('adopt', { count: asked.apps.length })} footer={<><Button onClick={() => setAsked(null)}>{t('back')}</Button><Button variant="primary" loading={adopt.isPending} disabled={asked.apps.some(({ errors }) => errors.length > 0)} onClick={() => void take()}>{t('adopt', { count: asked.apps.length })}</Button></>}>
          <div className="flex flex-col gap-5 text-sm">
            {asked.apps.map((app) => (
              <section key={app.path} className="flex flex-col gap-2">
                <h3 className="flex flex-wrap items-center gap-2 font-semibold">{app.path}<Badge tone="neutral">{t('instances', { count: app.containers.length })}</Badge></h3>
                {app.errors.map(({ path, message }) => <p key={path} className="text-xs text-danger"><code>{path}</code>: {message}</p>)}
                {app.changes.length === 0 ? <p className="text-fg-muted">{t('nothing')}</p> : <><p className="text-fg-muted">{t('changes')}</p><DifferenceTable label={app.path} changes={app.changes} /></>}
                <details className="text-xs"><summary className="cursor-pointer text-fg-muted">{t('spec')}</summary><pre className="mt-1 overflow-x-auto rounded bg-muted p-2">{toText(app.spec, 'yaml')}</pre></details>
              </section>
            ))}
          </div>
        </Dialog>
      )}
    </>
  );
}
