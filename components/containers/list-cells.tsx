import { useTranslations } from 'next-intl';
import Link from 'next/link';
import type { ContainerRow } from '@/lib/environments/contract';

/** On a phone, where image and health have no columns, a second line tells them. */
export function NameCell({ row }: { row: ContainerRow }) {
  const t = useTranslations('containers.healths');
  return (
    <span className="flex min-w-0 flex-col leading-tight">
      <Link prefetch={false} href={`/containers/${row.environmentId}/${row.id}`} className="truncate font-medium hover:underline" title={row.name}>{row.name}</Link>
      <span className="flex min-w-0 gap-1.5 text-fg-muted sm:hidden">
        {row.health === 'unhealthy' && <span className="shrink-0 text-xs text-danger">{t('unhealthy')}</span>}
        <ImageName image={row.image} />
      </span>
    </span>
  );
}

/** Registry and folders give way first: the last part is what tells images apart. */
export function ImageName({ image }: { image: string }) {
  const at = image.lastIndexOf('/') + 1;
  return (
    <span title={image} className="inline-flex max-w-full font-mono text-xs">
      {at > 0 && <span className="min-w-0 truncate text-fg-muted">{image.slice(0, at)}</span>}
      <span className="max-w-full shrink-0 truncate">{image.slice(at)}</span>
    </span>
  );
}

export function Addresses({ addresses }: { addresses: ContainerRow['addresses'] }) {
  const text = addresses.map(({ address }) => address).join(', ');
  return text ? <span title={text} className="font-mono text-xs">{text}</span> : <span className="text-fg-muted">—</span>;
}
