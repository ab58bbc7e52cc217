'use client';
import { useTranslations } from 'next-intl';
import { Card, CardBody } from '@/components/ui/card';
import { Facts } from '@/components/ui/facts';
import { RelativeTime } from '@/components/ui/relative-time';
import type { ContainerRow } from '@/lib/environments/contract';
import { PortLinks } from './port-links';

/** What the console knows of a container by itself, for when its engine cannot be asked. */
export function KnownFacts({ row }: { row: ContainerRow }) {
  const t = useTranslations('containers.list');
  return (
    <Card className="mt-3">
      <CardBody>
        <Facts
          items={[
            { label: t('image'), value: <span className="font-mono text-xs">{row.image}</span> },
            { label: t('created'), value: <RelativeTime at={row.createdAt} /> },
            { label: t('host'), value: row.host },
            { label: t('addresses'), value: row.addresses.map(({ network, address }) => `${address} (${network})`).join(', ') || '—' },
            { label: t('ports'), value: <PortLinks ports={row.ports} /> },
          ]}
        />
      </CardBody>
    </Card>
  );
}
