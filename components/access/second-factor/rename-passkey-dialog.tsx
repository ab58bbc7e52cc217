'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { accessKeys } from '@/lib/access/client/access.keys';
import type { renamePasskey } from '@/lib/access/contract';
import { callApi } from '@/lib/platform/client/call-api';
import { FormAlert } from '../form-alert';

export function RenamePasskeyDialog({ passkey, onClose }: { passkey: { id: string; name: string }; onClose: () => void }) {
  const t = useTranslations('access.passkeys');
  const queries = useQueryClient();
  const rename = useMutation({
    mutationFn: (name: string) => callApi<typeof renamePasskey>({ method: 'PATCH', path: '/api/v1/me/passkeys/[id]', params: { id: passkey.id }, body: { name } }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: accessKeys.secondFactor });
      onClose();
    },
  });
  return (
    <Dialog open onOpenChange={onClose} size="sm" title={t('renameNamed', { name: passkey.name })} footer={<Button type="submit" form="rename-passkey" variant="primary" loading={rename.isPending}>{t('save')}</Button>}>
      <form id="rename-passkey" className="flex flex-col gap-4" onSubmit={(event) => { event.preventDefault(); rename.mutate(String(new FormData(event.currentTarget).get('name'))); }}>
        {rename.error && <FormAlert>{rename.error.message}</FormAlert>}
        <Field label={t('name')}><Input name="name" required maxLength={60} defaultValue={passkey.name} autoFocus /></Field>
      </form>
    </Dialog>
  );
}
