'use client';
import { useTranslations } from 'next-intl';
import { useState, type ReactNode } from 'react';
import { Button } from './button';
import { Dialog } from './dialog';
import { Field } from './field';
import { Input } from './input';

interface ConfirmDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  /** Names what will be lost. */
  children: ReactNode;
  confirmLabel: string;
  danger?: boolean;
  typeToConfirm?: string;
  onConfirm: () => Promise<void> | void;
}

/** Stays open, with its button busy, until the work is done; an error is the caller's to show. */
export function ConfirmDialog({ open, onOpenChange, title, children, confirmLabel, danger, typeToConfirm, onConfirm }: ConfirmDialogProps) {
  const t = useTranslations('platform.ui');
  const [typed, setTyped] = useState('');
  const [busy, setBusy] = useState(false);
  const confirm = async () => {
    setBusy(true);
    try {
      await onConfirm();
    } finally {
      setBusy(false);
      setTyped('');
    }
  };
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={title}
      size="sm"
      footer={
        <>
          <Button onClick={() => onOpenChange(false)}>{t('cancel')}</Button>
          <Button variant={danger ? 'danger' : 'primary'} loading={busy} disabled={typeToConfirm !== undefined && typed !== typeToConfirm} onClick={() => void confirm()}>{confirmLabel}</Button>
        </>
      }
    >
      <div className="flex flex-col gap-3 text-sm">
        {children}
        {typeToConfirm !== undefined && (
          <Field label={t('typeToConfirm', { text: typeToConfirm })}><Input value={typed} onChange={(event) => setTyped(event.target.value)} autoComplete="off" /></Field>
        )}
      </div>
    </Dialog>
  );
}
