'use client';
import { useTranslations } from 'next-intl';
import { useId, type ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import type { SecondFactor } from '@/lib/access/client/use-second-factor';
import { useFieldErrors } from '@/lib/platform/client/use-field-errors';
import { FormAlert } from '../form-alert';
import { ProofField, proofFrom } from './proof-field';

interface ProofDialogProps {
  title: string;
  text?: string;
  submit: string;
  danger?: boolean;
  proof: SecondFactor['proof'];
  children?: ReactNode;
  onClose: () => void;
  /** Throws what the server refused; the dialog shows it. */
  onSubmit: (proof: { password?: string; passcode?: string }, form: FormData) => Promise<void>;
}

/** Asks who sits there, and does what they came for. */
export function ProofDialog({ title, text, submit, danger, proof, children, onClose, onSubmit }: ProofDialogProps) {
  const t = useTranslations('access.secondFactor');
  const id = useId();
  const { at, rest, run, busy } = useFieldErrors();
  return (
    <Dialog
      open
      onOpenChange={onClose}
      size="sm"
      title={title}
      description={text}
      footer={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="submit" form={id} variant={danger ? 'danger' : 'primary'} loading={busy}>{submit}</Button>
        </>
      }
    >
      <form
        id={id}
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          const form = event.currentTarget;
          void run(() => onSubmit(proofFrom(proof, form), new FormData(form)));
        }}
      >
        {rest && <FormAlert>{rest}</FormAlert>}
        {children}
        <ProofField kind={proof} error={at('password') ?? at('passcode')} />
      </form>
    </Dialog>
  );
}
