import type { ReactNode } from 'react';

/** A page as high as the window, so that its table scrolls and the page does not; a low window scrolls both. */
export const WindowHigh = ({ children }: { children: ReactNode }) => <div className="flex h-[calc(100dvh-2.5rem)] min-h-[32rem] flex-col max-md:h-[calc(100dvh-5.75rem)]">{children}</div>;
