'use client';
import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { ErrorState } from '@/components/ui/error-state';
import { PageHeader } from '@/components/ui/page-header';
import { SkeletonRows } from '@/components/ui/skeleton';
import type { Place } from '@/lib/containers/client/container-key';
import { useContainerChanges } from '@/lib/containers/client/use-container-changes';
import { useSpec } from '@/lib/containers/client/use-spec';
import { toDraft } from '@/lib/containers/model/form-draft';
import type { ContainerSpecInput } from '@/lib/containers/spec';
import { ContainerForm } from './container-form';

export function EditContainerPage(place: Place) {
  const t = useTranslations('containers');
  const router = useRouter();
  const { data, error, isPending, refetch } = useSpec(place);
  const { replace } = useContainerChanges(place);
  const page = `/containers/${place.environmentId}/${place.containerId}`;
  const submit = async (spec: ContainerSpecInput) => {
    await replace({ spec });
    router.push(page);
  };
  return (
    <>
      <PageHeader title={t('form.editTitle', { name: data?.spec.name ?? '…' })} description={t('form.editText')} breadcrumbs={[{ href: '/containers', label: t('list.title') }, { href: page, label: data?.spec.name ?? '…' }]} />
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {isPending && <SkeletonRows />}
      {data && <ContainerForm environmentId={place.environmentId} initial={toDraft(data.spec)} fixedName submitLabel={t('form.replace')} onSubmit={submit} onCancel={() => router.push(page)} />}
    </>
  );
}
