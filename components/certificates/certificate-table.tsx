'use client';
import { RefreshCw, Trash2 } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/badge';
import { IconButton } from '@/components/ui/icon-button';
import { RelativeTime, useNow } from '@/components/ui/relative-time';
import { Table, TBody, Td, Th, THead, Tr } from '@/components/ui/table';
import type { CertificateDto } from '@/lib/certificates/contract';
import { daysLeft, WARN_DAYS } from '@/lib/certificates/model/renewal';
import { useMayManage } from './use-may-manage';

interface Props {
  certificates: readonly CertificateDto[];
  onReplace: (certificate: CertificateDto) => void;
  onRemove: (certificate: CertificateDto) => void;
}

export function CertificateTable({ certificates, onReplace, onRemove }: Props) {
  const t = useTranslations('certificates');
  const { may } = useMayManage();
  return (
    <Table label={t('title')}>
      <THead><Tr><Th>{t('names')}</Th><Th>{t('expires')}</Th><Th>{t('group')}</Th><Th>{t('source')}</Th><Th>{t('issuer')}</Th><Th>{t('made')}</Th><Th /></Tr></THead>
      <TBody>
        {certificates.map((row) => (
          <Tr key={row.id}>
            <Td className="min-w-48 font-mono text-xs [overflow-wrap:anywhere]">{row.names.map((name) => <span key={name} className="block">{name}</span>)}</Td>
            <Td className="whitespace-nowrap"><Expiry notAfter={row.notAfter} /></Td>
            <Td className="whitespace-nowrap">{row.group === '/' ? t('everybody') : row.group}</Td>
            <Td className="whitespace-nowrap">{t(`sources.${row.source}`)}</Td>
            <Td className="min-w-32 [overflow-wrap:anywhere]">{row.issuer}</Td>
            <Td className="text-xs whitespace-nowrap text-fg-muted"><RelativeTime at={row.createdAt} />{row.source === 'own' && ` · ${row.createdBy}`}</Td>
            <Td className="text-right whitespace-nowrap">
              {may(row.group) && row.source === 'own' && <IconButton label={t('replace', { name: row.names[0] ?? '' })} icon={<RefreshCw />} onClick={() => onReplace(row)} />}
              {may(row.group) && <IconButton label={t('remove', { name: row.names[0] ?? '' })} icon={<Trash2 />} onClick={() => onRemove(row)} />}
            </Td>
          </Tr>
        ))}
      </TBody>
    </Table>
  );
}

function Expiry({ notAfter }: { notAfter: string }) {
  const t = useTranslations('certificates');
  const locale = useLocale();
  const now = useNow();
  const date = new Date(notAfter);
  if (now === 0) return <time dateTime={notAfter}>—</time>;
  const days = daysLeft(date, new Date(now));
  const expired = date.getTime() <= now;
  return <time dateTime={notAfter} title={date.toLocaleString(locale)}><Badge tone={expired ? 'danger' : days < WARN_DAYS ? 'warning' : 'neutral'}>{expired ? t('expired') : t('expiresIn', { days })}</Badge></time>;
}
