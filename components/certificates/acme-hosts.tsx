'use client';
import { RotateCw } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { Badge, type Tone } from '@/components/ui/badge';
import { Card, CardHeader, CardTitle } from '@/components/ui/card';
import { ErrorState } from '@/components/ui/error-state';
import { IconButton } from '@/components/ui/icon-button';
import { RelativeTime, useNow } from '@/components/ui/relative-time';
import { Table, TBody, Td, Th, THead, Tr } from '@/components/ui/table';
import { toast } from '@/components/ui/toast';
import { useAcmeHosts, useCertificateActions } from '@/lib/certificates/client/use-certificates';
import type { AcmeHostDto } from '@/lib/certificates/contract';
import { useMayManage } from './use-may-manage';

const TONES: Record<AcmeHostDto['status'], Tone> = { waiting: 'info', issued: 'success', failed: 'danger' };

export function AcmeHosts() {
  const t = useTranslations('certificates.acme');
  const { data, error, refetch } = useAcmeHosts();
  const { retry } = useCertificateActions();
  const { may } = useMayManage();
  const mayRetry = ({ status, host, group }: AcmeHostDto) => status !== 'issued' && !host.startsWith('*.') && may(group);
  return (
    <Card>
      <CardHeader><CardTitle>{t('title')}</CardTitle><p className="text-xs text-fg-muted">{t('text')}</p></CardHeader>
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data?.length === 0 && <p className="px-4 py-6 text-sm text-fg-muted">{t('none')}</p>}
      {data && data.length > 0 && (
        <Table label={t('title')}>
          <THead><Tr><Th>{t('host')}</Th><Th className="hidden sm:table-cell">{t('environment')}</Th><Th>{t('status')}</Th><Th /></Tr></THead>
          <TBody>
            {data.map((row) => (
              <Tr key={row.id}>
                <Td className="min-w-32 font-mono text-xs [overflow-wrap:anywhere]">{row.host}<p className="mt-0.5 font-sans text-fg-muted">{row.group}<span className="sm:hidden"> · {row.environment}</span></p></Td>
                <Td className="hidden whitespace-nowrap sm:table-cell">{row.environment}</Td>
                <Td className="min-w-44 sm:min-w-64"><HostState row={row} /></Td>
                <Td className="text-right">{mayRetry(row) && <IconButton label={t('retry', { host: row.host })} icon={<RotateCw />} onClick={() => void retry.mutateAsync(row.id).catch((failure: unknown) => toast.error(failure))} />}</Td>
              </Tr>
            ))}
          </TBody>
        </Table>
      )}
    </Card>
  );
}

function HostState({ row }: { row: AcmeHostDto }) {
  const t = useTranslations('certificates.acme');
  const locale = useLocale();
  const now = useNow();
  const at = row.nextTryAt;
  // Its time has come, and somebody looks every few seconds.
  const soon = at !== null && now > 0 && Date.parse(at) <= now;
  const time = () => <RelativeTime at={at ?? ''} />;
  return (
    <div className="flex flex-col gap-1">
      <span className="flex flex-wrap items-center gap-x-2 gap-y-0.5 text-xs text-fg-muted">
        <Badge tone={TONES[row.status]}>{t(`statuses.${row.status}`)}</Badge>
        {row.notAfter && <span>{t('validUntil', { date: new Date(row.notAfter).toLocaleDateString(locale) })}</span>}
        <span>{soon ? t('soon') : at ? t.rich(row.status === 'issued' ? 'renewed' : 'next', { time }) : t('never')}</span>
      </span>
      {row.reason && <p className="max-w-2xl [overflow-wrap:anywhere]">{row.reason.detail}</p>}
    </div>
  );
}
