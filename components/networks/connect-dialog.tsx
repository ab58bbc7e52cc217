'use client';
import { useTranslations } from 'next-intl';
import { useState, type FormEvent } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import type { joinNetwork } from '@/lib/containers/contract';
import { useInventory } from '@/lib/environments/client/use-inventory';
import { callApi } from '@/lib/platform/client/call-api';
import { useFieldErrors } from '@/lib/platform/client/use-field-errors';

interface ConnectDialogProps {
  environmentId: string;
  network: { name: string; containers: { id: string }[] };
  onDone: () => void;
}

export function ConnectDialog({ environmentId, network, onDone }: ConnectDialogProps) {
  const t = useTranslations('networks');
  const { data } = useInventory('container');
  const on = new Set(network.containers.map(({ id }) => id));
  const others = (data ?? []).filter((row) => row.environmentId === environmentId && !on.has(row.id)).sort((a, b) => a.name.localeCompare(b.name));
  const [chosen, setChosen] = useState('');
  const [address, setAddress] = useState('');
  const { at, rest, run, busy } = useFieldErrors();
  const containerId = chosen || others[0]?.id || '';
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const done = await run(() => callApi<typeof joinNetwork>({ method: 'POST', path: '/api/v1/environments/[environmentId]/containers/[containerId]/networks', params: { environmentId, containerId }, body: { network: network.name, ...(address.trim() && { ipv4Address: address.trim() }) } }));
    if (done) onDone();
  };
  return (
    <Dialog open onOpenChange={onDone} size="sm" title={t('connectTitle', { network: network.name })} footer={<><Button onClick={onDone}>{t('cancel')}</Button><Button variant="primary" type="submit" form="connect" loading={busy} disabled={!containerId}>{t('connect')}</Button></>}>
      <form id="connect" className="flex flex-col gap-3" onSubmit={(event) => void submit(event)}>
        {rest && <p role="alert" className="text-sm text-danger">{rest}</p>}
        {others.length === 0 ? <p className="text-sm">{t('noneToConnect')}</p> : (
          <>
            <Field label={t('container')} error={at('network')}><Select value={containerId} onValueChange={setChosen} options={others.map(({ id, name }) => ({ value: id, label: name }))} /></Field>
            <Field label={t('address')} hint={t('addressHint')} error={at('ipv4Address')}><Input value={address} onChange={(event) => setAddress(event.target.value)} spellCheck={false} /></Field>
          </>
        )}
      </form>
    </Dialog>
  );
}
