import Link from 'next/link';
import { cn } from './cn';

/** Tabs that are links, so that each has an address. */
export const TabNav = ({ items, current, label }: { items: { href: string; label: string; value: string }[]; current: string; label: string }) => (
  <nav aria-label={label} className="mb-4 flex gap-1 overflow-x-auto border-b border-line">
    {items.map((item) => (
      <Link
        key={item.value}
        href={item.href}
        prefetch={false}
        scroll={false}
        aria-current={item.value === current ? 'page' : undefined}
        className={cn('-mb-px border-b-2 border-transparent px-3 py-2 text-sm whitespace-nowrap text-fg-muted hover:text-fg', item.value === current && 'border-accent font-medium text-fg')}
      >
        {item.label}
      </Link>
    ))}
  </nav>
);
