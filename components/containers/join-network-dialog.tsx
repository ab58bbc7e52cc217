'use client';
import { useTranslations } from 'next-intl';
import { useState, type FormEvent } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { useContainerChanges } from '@/lib/containers/client/use-container-changes';
import type { ContainerDetail } from '@/lib/containers/contract';
import { useInventory } from '@/lib/environments/client/use-inventory';
import { useFieldErrors } from '@/lib/platform/client/use-field-errors';

export function JoinNetworkDialog({ container, onClose }: { container: ContainerDetail; onClose: () => void }) {
  const t = useTranslations('containers');
  const { join } = useContainerChanges({ environmentId: container.environmentId, containerId: container.id });
  const { data } = useInventory('network');
  const joined = new Set(container.networks.map(({ name }) => name));
  const networks = (data ?? []).filter((row) => row.environmentId === container.environmentId && !joined.has(row.name) && row.name !== 'host' && row.name !== 'none');
  const [network, setNetwork] = useState('');
  const [aliases, setAliases] = useState('');
  const [address, setAddress] = useState('');
  const { at, rest, run, busy } = useFieldErrors();
  const chosen = network || networks[0]?.name || '';
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const done = await run(() => join({ network: chosen, aliases: aliases.split(/[\s,]+/).filter(Boolean), ...(address && { ipv4Address: address.trim() }) }));
    if (done) onClose();
  };
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t('network.joinTitle')} size="sm" footer={<><Button onClick={onClose}>{t('form.cancel')}</Button><Button variant="primary" type="submit" form="join-network" loading={busy} disabled={!chosen}>{t('network.join')}</Button></>}>
      <form id="join-network" className="flex flex-col gap-3" onSubmit={(event) => void submit(event)}>
        {rest && <p role="alert" className="text-sm text-danger">{rest}</p>}
        {data && networks.length === 0 ? <p className="text-sm">{t('network.noOther')}</p> : (
          <>
            <Field label={t('form.network')} error={at('network')}><Select value={chosen} onValueChange={setNetwork} options={networks.map(({ name, driver }) => ({ value: name, label: `${name} (${driver})` }))} /></Field>
            <Field label={t('network.aliases')} hint={t('network.aliasesHint')} error={at('aliases')}><Input value={aliases} onChange={(event) => setAliases(event.target.value)} /></Field>
            <Field label={t('network.address')} hint={t('network.addressHint')} error={at('ipv4Address')}><Input value={address} onChange={(event) => setAddress(event.target.value)} /></Field>
          </>
        )}
      </form>
    </Dialog>
  );
}
