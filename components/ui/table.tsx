import type { ReactNode, TdHTMLAttributes } from 'react';
import { cn } from './cn';

/** A plain table that scrolls sideways inside itself, never the page. */
export const Table = ({ children, label }: { children: ReactNode; label: string }) => (
  <div className="overflow-x-auto" role="region" aria-label={label} tabIndex={0}><table className="w-full border-collapse text-left text-[13px]">{children}</table></div>
);
export const THead = ({ children }: { children: ReactNode }) => <thead className="border-b border-line text-xs text-fg-muted">{children}</thead>;
export const TBody = ({ children }: { children: ReactNode }) => <tbody className="divide-y divide-line">{children}</tbody>;
export const Tr = ({ children, className }: { children: ReactNode; className?: string }) => <tr className={className}>{children}</tr>;
export const Th = ({ children, className }: { children?: ReactNode; className?: string }) => <th scope="col" className={cn('px-3 py-2 font-medium whitespace-nowrap first:pl-4 last:pr-4', className)}>{children}</th>;
export const Td = ({ children, className, ...rest }: TdHTMLAttributes<HTMLTableCellElement>) => <td className={cn('px-3 py-2 align-top first:pl-4 last:pr-4', className)} {...rest}>{children}</td>;
