'use client';
import { useTranslations } from 'next-intl';
import { useState, type FormEvent } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { toast } from '@/components/ui/toast';
import { useContainerChanges } from '@/lib/containers/client/use-container-changes';
import type { ContainerDetail } from '@/lib/containers/contract';
import { readMib } from '@/lib/containers/model/form-draft';
import { useContainerMetrics } from '@/lib/metrics/client/use-metrics';
import { formatBytes } from '@/lib/platform/model/format';
import { useFieldErrors } from '@/lib/platform/client/use-field-errors';

const MIB = 1024 * 1024;
const mibOf = (bytes: number | null) => (bytes === null || bytes < 0 ? '' : String(Math.round((bytes / MIB) * 100) / 100));

/** Takes effect at once; the container goes on running. */
export function LimitsDialog({ container, onClose }: { container: ContainerDetail; onClose: () => void }) {
  const t = useTranslations('containers');
  const { setLimits } = useContainerChanges({ environmentId: container.environmentId, containerId: container.id });
  const [cpus, setCpus] = useState(container.limits.cpus === null ? '' : String(container.limits.cpus));
  const [memory, setMemory] = useState(mibOf(container.limits.memoryBytes));
  const [swap, setSwap] = useState('');
  const metrics = useContainerMetrics(container.id);
  const { at, rest, run, busy, setErrors } = useFieldErrors();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const figures = { cpus: cpus.trim() === '' ? null : Number(cpus), memoryBytes: readMib(memory), memorySwapBytes: swap.trim() === '-1' ? -1 : readMib(swap) };
    const bad = [figures.cpus !== null && !Number.isFinite(figures.cpus) && 'cpus', figures.memoryBytes === undefined && 'memoryBytes', figures.memorySwapBytes === undefined && 'memorySwapBytes'].filter((field) => field !== false);
    if (bad.length > 0) return setErrors(new Map(bad.map((field) => [field, t('form.notANumber')])));
    const done = await run(() => setLimits({ cpus: figures.cpus, memoryBytes: figures.memoryBytes ?? null, memorySwapBytes: figures.memorySwapBytes ?? null }));
    if (!done) return;
    toast.success(t('limits.done'));
    onClose();
  };
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t('detail.limits')} description={t('limits.text')} size="sm" footer={<><Button onClick={onClose}>{t('form.cancel')}</Button><Button variant="primary" type="submit" form="limits" loading={busy}>{t('form.save')}</Button></>}>
      <form id="limits" onSubmit={(event) => void submit(event)} className="flex flex-col gap-3">
        {rest && <p role="alert" className="text-sm text-danger">{rest}</p>}
        <Field label={t('detail.cpus')} hint={t('form.cpusHint')} error={at('cpus')}><Input inputMode="decimal" value={cpus} onChange={(event) => setCpus(event.target.value)} /></Field>
        <Field label={t('form.memory')} hint={metrics ? t('limits.inUse', { used: formatBytes(metrics.memoryBytes) }) : t('form.memoryHint')} error={at('memoryBytes')}><Input inputMode="decimal" value={memory} onChange={(event) => setMemory(event.target.value)} /></Field>
        <Field label={t('limits.swap')} hint={t('limits.swapHint')} error={at('memorySwapBytes')}><Input inputMode="decimal" value={swap} onChange={(event) => setSwap(event.target.value)} /></Field>
      </form>
    </Dialog>
  );
}
