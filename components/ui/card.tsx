import type { ReactNode } from 'react';
import { cn } from './cn';

type Box = { children: ReactNode; className?: string };

export const Card = ({ children, className }: Box) => <section className={cn('min-w-0 rounded-xl border border-line bg-surface-raised', className)}>{children}</section>;
export const CardHeader = ({ children, className }: Box) => <header className={cn('flex flex-wrap items-center gap-2 border-b border-line px-4 py-2.5', className)}>{children}</header>;
export const CardTitle = ({ children, className }: Box) => <h2 className={cn('mr-auto text-sm font-semibold', className)}>{children}</h2>;
export const CardBody = ({ children, className }: Box) => <div className={cn('p-4', className)}>{children}</div>;
