import type { ReactNode } from 'react';

/** What is not there yet, and the next step. */
export const EmptyState = ({ icon, title, description, action }: { icon: ReactNode; title: string; description?: ReactNode; action?: ReactNode }) => (
  <div className="flex flex-col items-center gap-2 px-6 py-14 text-center">
    <span className="rounded-full bg-muted p-3 text-fg-muted [&_svg]:size-6" aria-hidden>{icon}</span>
    <h2 className="text-base font-semibold">{title}</h2>
    {description && <p className="max-w-md text-sm text-fg-muted">{description}</p>}
    {action && <div className="mt-2 flex flex-wrap justify-center gap-2">{action}</div>}
  </div>
);
