'use client';
import { Eye, EyeOff } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useMay } from '@/components/shell/me-context';
import { Button } from '@/components/ui/button';
import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card';
import { Table, TBody, Td, Tr } from '@/components/ui/table';
import { toast } from '@/components/ui/toast';
import { useContainerChanges } from '@/lib/containers/client/use-container-changes';
import type { ContainerDetail } from '@/lib/containers/contract';
import { LongText } from './long-text';

/** Secrets are masked by the server; showing them is asked for, allowed to few, and written down. */
export function EnvCard({ container }: { container: ContainerDetail }) {
  const t = useTranslations('containers.detail');
  const mayReveal = useMay('container:manage', container.app?.path ?? container.group);
  const { reveal } = useContainerChanges({ environmentId: container.environmentId, containerId: container.id });
  const [revealed, setRevealed] = useState<Map<string, string> | null>(null);
  const [busy, setBusy] = useState(false);
  const toggle = async () => {
    if (revealed) return setRevealed(null);
    setBusy(true);
    try {
      setRevealed(new Map((await reveal()).env.map(({ name, value }) => [name, value])));
    } catch (error) {
      toast.error(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t('env')}</CardTitle>
        {mayReveal && container.env.some(({ masked }) => masked) && (
          <Button size="sm" variant="ghost" loading={busy} aria-pressed={revealed !== null} onClick={() => void toggle()}>
            {revealed ? <EyeOff aria-hidden /> : <Eye aria-hidden />}{revealed ? t('hideSecrets') : t('showSecrets')}
          </Button>
        )}
      </CardHeader>
      {container.env.length === 0 ? <CardBody><p className="text-sm text-fg-muted">{t('noEnv')}</p></CardBody> : (
        <Table label={t('env')}>
          <TBody>
            {container.env.map(({ name, value }, index) => (
              <Tr key={`${index}-${name}`}>
                <Td className="w-2/5 font-mono text-xs"><LongText text={name} /></Td>
                <Td className="font-mono text-xs"><LongText text={revealed?.get(name) ?? value} /></Td>
              </Tr>
            ))}
          </TBody>
        </Table>
      )}
    </Card>
  );
}
