'use client';
import { useTranslations } from 'next-intl';
import { useState, type FormEvent } from 'react';
import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import type { SecondFactor } from '@/lib/access/client/use-second-factor';
import type { beginTotp, confirmTotp } from '@/lib/access/contract';
import { callApi } from '@/lib/platform/client/call-api';
import { useFieldErrors } from '@/lib/platform/client/use-field-errors';
import { FormAlert } from '../form-alert';
import { ProofDialog } from './proof-dialog';
import { QrCode } from './qr-code';

/** Proof, then the secret, then a first code. */
export function TotpDialog({ proof, onClose, onDone }: { proof: SecondFactor['proof']; onClose: () => void; onDone: (recoveryCodes: string[] | null) => void }) {
  const t = useTranslations('access.secondFactor');
  const [draft, setDraft] = useState<{ secret: string; uri: string }>();
  const { at, rest, run, busy } = useFieldErrors();
  if (!draft) {
    return <ProofDialog title={t('setUp')} submit={t('next')} proof={proof} onClose={onClose} onSubmit={async (body) => setDraft(await callApi<typeof beginTotp>({ method: 'POST', path: '/api/v1/me/second-factor/totp', body }))} />;
  }
  const confirm = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const passcode = String(new FormData(event.currentTarget).get('passcode'));
    const done = await run(() => callApi<typeof confirmTotp>({ method: 'POST', path: '/api/v1/me/second-factor/totp/confirm', body: { passcode } }));
    if (done) onDone(done.answer.recoveryCodes);
  };
  return (
    <Dialog
      open
      onOpenChange={onClose}
      size="sm"
      title={t('setUp')}
      description={t('scan')}
      footer={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="submit" form="confirm-totp" variant="primary" loading={busy}>{t('confirm')}</Button>
        </>
      }
    >
      <form id="confirm-totp" className="flex flex-col gap-4" onSubmit={(event) => void confirm(event)}>
        {rest && <FormAlert>{rest}</FormAlert>}
        <QrCode text={draft.uri} label={t('qr')} />
        <Field label={t('manual')}><Input readOnly value={draft.secret} onFocus={(event) => event.currentTarget.select()} className="font-mono text-[13px]" /></Field>
        <div className="-mt-3 flex justify-end"><CopyButton text={draft.secret} /></div>
        <Field label={t('code')} error={at('passcode')}><Input name="passcode" inputMode="numeric" autoComplete="one-time-code" required maxLength={10} autoFocus className="font-mono tracking-widest" /></Field>
      </form>
    </Dialog>
  );
}
