'use client';
import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { ErrorState } from '@/components/ui/error-state';
import { Field } from '@/components/ui/field';
import { PageHeader } from '@/components/ui/page-header';
import { Select } from '@/components/ui/select';
import { SkeletonRows } from '@/components/ui/skeleton';
import { toast } from '@/components/ui/toast';
import { useContainerChanges } from '@/lib/containers/client/use-container-changes';
import { useSpec } from '@/lib/containers/client/use-spec';
import { EMPTY_DRAFT, toCopyDraft } from '@/lib/containers/model/form-draft';
import type { ContainerSpecInput } from '@/lib/containers/spec';
import { ContainerForm } from './container-form';

interface NewContainerPageProps {
  environments: { id: string; name: string }[];
  environmentId: string;
  /** The container to copy. */
  from?: string;
  image?: string;
}

export function NewContainerPage({ environments, environmentId: first, from, image }: NewContainerPageProps) {
  const t = useTranslations('containers');
  const router = useRouter();
  const [environmentId, setEnvironmentId] = useState(first);
  const spec = useSpec(from ? { environmentId, containerId: from } : null);
  const { create } = useContainerChanges({ environmentId, containerId: '' });
  const submit = async (wanted: ContainerSpecInput) => {
    const { id } = await create({ spec: wanted, ...(from && { from }) });
    toast.success(t('form.created', { name: wanted.name }));
    router.push(`/containers/${environmentId}/${id}`);
  };
  const initial = from ? spec.data && toCopyDraft(spec.data.spec) : { ...EMPTY_DRAFT, image: image ?? '' };
  return (
    <>
      <PageHeader title={from ? t('form.duplicateTitle') : t('form.newTitle')} description={from ? t('form.duplicateText') : undefined} breadcrumbs={[{ href: '/containers', label: t('list.title') }]} />
      {!from && environments.length > 1 && <div className="mb-4 max-w-xs"><Field label={t('list.environment')}><Select value={environmentId} onValueChange={setEnvironmentId} options={environments.map(({ id, name }) => ({ value: id, label: name }))} /></Field></div>}
      {spec.error && <ErrorState error={spec.error} onRetry={() => void spec.refetch()} />}
      {from && spec.isPending && !spec.error && <SkeletonRows />}
      {initial && <ContainerForm environmentId={environmentId} initial={initial} submitLabel={t('form.create')} onSubmit={submit} onCancel={() => router.back()} />}
    </>
  );
}
