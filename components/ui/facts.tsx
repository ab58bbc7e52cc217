import type { ReactNode } from 'react';

/** A definition list in two columns, one on a phone. */
export const Facts = ({ items }: { items: { label: string; value: ReactNode }[] }) => (
  <dl className="grid grid-cols-1 gap-x-4 gap-y-2 text-[13px] sm:grid-cols-[minmax(7rem,max-content)_1fr]">
    {items.map(({ label, value }) => (
      <div key={label} className="contents">
        <dt className="text-fg-muted">{label}</dt>
        <dd className="mb-1 min-w-0 [overflow-wrap:anywhere] sm:mb-0">{value}</dd>
      </div>
    ))}
  </dl>
);
