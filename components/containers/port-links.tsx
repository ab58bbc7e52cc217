import type { ContainerRow } from '@/lib/environments/contract';

type Port = ContainerRow['ports'][number];

/** Published ports come first and open the host's address in a new tab; the others are only told. Beyond `most` they are counted. */
export function PortLinks({ ports, most = Infinity }: { ports: Port[]; most?: number }) {
  if (ports.length === 0) return <span className="text-fg-muted">—</span>;
  const sorted = [...ports].sort((a, b) => Number(b.hostPort !== undefined) - Number(a.hostPort !== undefined));
  return (
    <span title={ports.length > most ? sorted.map(textOf).join(', ') : undefined} className="inline-flex max-w-full gap-x-2 truncate font-mono text-xs">
      {sorted.slice(0, most).map((port) => {
        const key = `${port.protocol}${port.containerPort}-${port.hostPort ?? ''}-${port.hostAddress ?? ''}`;
        return port.hostPort && port.protocol === 'tcp' ? (
          <a key={key} href={`http://${port.hostAddress ?? (typeof window === 'undefined' ? 'localhost' : window.location.hostname)}:${port.hostPort}`} target="_blank" rel="noreferrer noopener" suppressHydrationWarning className="text-accent hover:underline">{textOf(port)}</a>
        ) : (
          <span key={key} className="text-fg-muted">{textOf(port)}</span>
        );
      })}
      {sorted.length > most && <span className="text-fg-muted">+{sorted.length - most}</span>}
    </span>
  );
}

const textOf = (port: Port) => `${port.hostPort ? `${port.hostPort}→` : ''}${port.containerPort}${port.protocol === 'tcp' ? '' : `/${port.protocol}`}`;
