import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';

/** Why a form was refused, read out when it appears. */
export const FormAlert = ({ children }: { children: ReactNode }) => (
  <div role="alert" className="flex items-start gap-2 rounded-md border border-danger/30 bg-danger-soft px-3 py-2 text-[13px] text-danger">
    <CircleAlert className="mt-px size-4 shrink-0" aria-hidden />
    <span className="min-w-0 [overflow-wrap:anywhere]">{children}</span>
  </div>
);
