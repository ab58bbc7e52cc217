'use client';
import { useQueryClient } from '@tanstack/react-query';
import { Fingerprint, Pencil, Plus, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Card, CardHeader, CardTitle } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { Field } from '@/components/ui/field';
import { IconButton } from '@/components/ui/icon-button';
import { Input } from '@/components/ui/input';
import { RelativeTime } from '@/components/ui/relative-time';
import { SkeletonRows } from '@/components/ui/skeleton';
import { toast } from '@/components/ui/toast';
import { accessKeys } from '@/lib/access/client/access.keys';
import { knowsPasskeys, makePasskey, PasskeyNotUsed } from '@/lib/access/client/passkey';
import { useHydrated } from '@/lib/access/client/use-hydrated';
import { type SecondFactor, useSecondFactor } from '@/lib/access/client/use-second-factor';
import type { removePasskey } from '@/lib/access/contract';
import { callApi } from '@/lib/platform/client/call-api';
import { ProofDialog } from './proof-dialog';
import { RecoveryCodesDialog } from './recovery-codes-dialog';
import { RenamePasskeyDialog } from './rename-passkey-dialog';

type Passkey = SecondFactor['passkeys'][number];

export function PasskeysCard() {
  const t = useTranslations('access.passkeys');
  const queries = useQueryClient();
  const { data, error, isPending, refetch } = useSecondFactor();
  const [asking, setAsking] = useState<'add' | { rename: Passkey } | { remove: Passkey }>();
  const [codes, setCodes] = useState<string[] | null>(null);
  const supported = useHydrated() && knowsPasskeys();
  const close = () => setAsking(undefined);
  const done = async (text: string) => {
    close();
    toast.success(text);
    await queries.invalidateQueries({ queryKey: accessKeys.secondFactor });
  };
  const add = async (proof: { password?: string; passcode?: string }, form: FormData) => {
    const { recoveryCodes } = await makePasskey(String(form.get('name')), proof).catch((problem: unknown) => {
      throw problem instanceof PasskeyNotUsed ? new Error(t('failed')) : problem;
    });
    setCodes(recoveryCodes);
    await done(t('added'));
  };
  const addButton = <Button size="sm" disabled={!supported} onClick={() => setAsking('add')}><Plus aria-hidden />{t('add')}</Button>;
  const removing = typeof asking === 'object' && 'remove' in asking ? asking.remove : undefined;
  return (
    <Card>
      <CardHeader><CardTitle>{t('title')}</CardTitle>{data && data.passkeys.length > 0 && addButton}</CardHeader>
      {error && <div className="p-4"><ErrorState error={error} onRetry={() => void refetch()} /></div>}
      {isPending && <SkeletonRows rows={2} />}
      {data?.passkeys.length === 0 && <EmptyState icon={<Fingerprint />} title={t('none')} description={t(supported ? 'text' : 'unsupported')} action={addButton} />}
      {data && data.passkeys.length > 0 && (
        <ul className="divide-y divide-line">
          {data.passkeys.map((passkey) => (
            <li key={passkey.id} className="flex items-center gap-3 px-4 py-3">
              <Fingerprint className="size-5 shrink-0 text-fg-muted" aria-hidden />
              <div className="min-w-0 flex-1">
                <p className="text-sm font-medium [overflow-wrap:anywhere]">{passkey.name}</p>
                <p className="text-xs text-fg-muted">{t('created')} <RelativeTime at={passkey.createdAt} /> · {passkey.lastUsedAt ? <>{t('used')} <RelativeTime at={passkey.lastUsedAt} /></> : t('never')}</p>
              </div>
              <IconButton label={t('renameNamed', { name: passkey.name })} icon={<Pencil />} onClick={() => setAsking({ rename: passkey })} />
              <IconButton label={t('removeNamed', { name: passkey.name })} icon={<Trash2 />} onClick={() => setAsking({ remove: passkey })} />
            </li>
          ))}
        </ul>
      )}
      {data && asking === 'add' && (
        <ProofDialog title={t('add')} text={t('text')} submit={t('add')} proof={data.proof} onClose={close} onSubmit={add}>
          <Field label={t('name')}><Input name="name" required maxLength={60} placeholder={t('nameExample')} autoFocus /></Field>
        </ProofDialog>
      )}
      {data && removing && (
        <ProofDialog title={t('removeTitle', { name: removing.name })} text={t('removeText')} submit={t('remove')} danger proof={data.proof} onClose={close}
          onSubmit={async (body) => {
            await callApi<typeof removePasskey>({ method: 'POST', path: '/api/v1/me/passkeys/[id]/remove', params: { id: removing.id }, body });
            await done(t('removed'));
          }} />
      )}
      {typeof asking === 'object' && 'rename' in asking && <RenamePasskeyDialog passkey={asking.rename} onClose={close} />}
      {codes && <RecoveryCodesDialog codes={codes} onClose={() => setCodes(null)} />}
    </Card>
  );
}
