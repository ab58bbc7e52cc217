'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Building2, Pencil, Plus, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Card, CardHeader, CardTitle } from '@/components/ui/card';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { DropdownMenu } from '@/components/ui/dropdown-menu';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { IconButton } from '@/components/ui/icon-button';
import { SkeletonRows } from '@/components/ui/skeleton';
import { toast } from '@/components/ui/toast';
import { accessKeys } from '@/lib/access/client/access.keys';
import { type Provider, useProviders } from '@/lib/access/client/use-providers';
import type { deleteProvider } from '@/lib/access/contract';
import { callApi } from '@/lib/platform/client/call-api';
import { ProviderDialog } from './provider-dialog';
import { draftOf, type Kind, newDraft, type ProviderDraft } from './provider-draft';

export function ProvidersCard() {
  const t = useTranslations('access.signInSettings');
  const queries = useQueryClient();
  const { data, error, isPending, refetch } = useProviders();
  const [editing, setEditing] = useState<ProviderDraft>();
  const [removing, setRemoving] = useState<Provider>();
  const remove = useMutation({
    mutationFn: (id: string) => callApi<typeof deleteProvider>({ method: 'DELETE', path: '/api/v1/identity-providers/[id]', params: { id } }),
    onSuccess: () => toast.success(t('removed')),
    onError: (problem) => toast.error(problem),
    onSettled: () => queries.invalidateQueries({ queryKey: accessKeys.providers }),
  });
  const add = (kind: Kind) => ({ label: t(kind === 'oidc' ? 'addOidc' : 'addLdap'), onSelect: () => setEditing(newDraft(kind)) });
  const addMenu = <DropdownMenu trigger={<Button size="sm" variant="primary"><Plus aria-hidden />{t('add')}</Button>} items={[add('oidc'), add('ldap')]} />;
  return (
    <Card>
      <CardHeader><CardTitle>{t('providers')}</CardTitle>{data && data.items.length > 0 && addMenu}</CardHeader>
      {error && <div className="p-4"><ErrorState error={error} onRetry={() => void refetch()} /></div>}
      {isPending && <SkeletonRows rows={2} />}
      {data?.items.length === 0 && <EmptyState icon={<Building2 />} title={t('none')} description={t('noneText')} action={addMenu} />}
      {data && data.items.length > 0 && (
        <ul className="divide-y divide-line">
          {data.items.map((provider) => (
            <li key={provider.id} className="flex items-center gap-3 px-4 py-3">
              <div className="min-w-0 flex-1">
                <p className="flex flex-wrap items-center gap-2 text-sm font-medium"><span className="[overflow-wrap:anywhere]">{provider.name}</span><Badge tone="info">{t(provider.settings.kind === 'oidc' ? 'addOidc' : 'addLdap')}</Badge>{!provider.enabled && <Badge>{t('disabled')}</Badge>}</p>
                <p className="text-xs text-fg-muted [overflow-wrap:anywhere]">{provider.settings.kind === 'oidc' ? provider.settings.issuer : provider.settings.url}</p>
              </div>
              <IconButton label={t('editNamed', { name: provider.name })} icon={<Pencil />} onClick={() => setEditing(draftOf(provider))} />
              <IconButton label={t('removeNamed', { name: provider.name })} icon={<Trash2 />} onClick={() => setRemoving(provider)} />
            </li>
          ))}
        </ul>
      )}
      {editing && <ProviderDialog start={editing} onClose={() => setEditing(undefined)} />}
      <ConfirmDialog
        open={removing !== undefined}
        onOpenChange={(open) => { if (!open) setRemoving(undefined); }}
        title={t('removeTitle', { name: removing?.name ?? '' })}
        confirmLabel={t('remove')}
        danger
        onConfirm={async () => {
          if (removing) await remove.mutateAsync(removing.id).catch(() => undefined);
          setRemoving(undefined);
        }}
      >
        <p>{t('removeText')}</p>
      </ConfirmDialog>
    </Card>
  );
}
