import Link from 'next/link';
import { Fragment, type ReactNode } from 'react';

interface PageHeaderProps {
  title: ReactNode;
  description?: ReactNode;
  breadcrumbs?: { href?: string; label: string }[];
  actions?: ReactNode;
  badge?: ReactNode;
}

export function PageHeader({ title, description, breadcrumbs, actions, badge }: PageHeaderProps) {
  return (
    <header className="mb-4 flex flex-col gap-1">
      {breadcrumbs && (
        <nav aria-label="Breadcrumb" className="flex flex-wrap items-center gap-1 text-xs text-fg-muted">
          {breadcrumbs.map(({ href, label }, index) => (
            <Fragment key={`${index}-${label}`}>
              {index > 0 && <span aria-hidden>/</span>}
              {href ? <Link href={href} prefetch={false} className="hover:text-fg hover:underline">{label}</Link> : <span>{label}</span>}
            </Fragment>
          ))}
        </nav>
      )}
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <h1 className="min-w-0 text-xl font-semibold break-words [overflow-wrap:anywhere]">{title}</h1>
        {badge}
        {actions && <div className="ml-auto flex flex-wrap items-center gap-2">{actions}</div>}
      </div>
      {description && <p className="text-sm text-fg-muted">{description}</p>}
    </header>
  );
}
