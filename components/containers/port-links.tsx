import type { ContainerRow } from '@/lib/environments/contract';

/** Published ports open the host's address in a new tab; the others are only told. */
export function PortLinks({ ports }: { ports: ContainerRow['ports'] }) {
  if (ports.length === 0) return <span className="text-fg-muted">—</span>;
  return (
    <span className="inline-flex max-w-full gap-x-2 truncate font-mono text-xs">
      {ports.map((port) => {
        const text = port.hostPort ? `${port.hostPort}→${port.containerPort}` : String(port.containerPort);
        const key = `${port.protocol}${port.containerPort}-${port.hostPort ?? ''}-${port.hostAddress ?? ''}`;
        return port.hostPort && port.protocol === 'tcp' ? (
          <a key={key} href={`http://${port.hostAddress ?? (typeof window === 'undefined' ? 'localhost' : window.location.hostname)}:${port.hostPort}`} target="_blank" rel="noreferrer noopener" suppressHydrationWarning className="text-accent hover:underline">{text}</a>
        ) : (
          <span key={key} className="text-fg-muted">{text}{port.protocol === 'tcp' ? '' : `/${port.protocol}`}</span>
        );
      })}
    </span>
  );
}
