'use client';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { ThemeProvider } from 'next-themes';
import { NuqsAdapter } from 'nuqs/adapters/next/app';
import { useState, type ReactNode } from 'react';
import { Toaster } from 'sonner';
import { ApiError } from '@/lib/platform/client/call-api';

const RETRIES = 2;
const STARTING = new Set(['platform.not_ready', 'platform.database_unavailable']);

function makeQueryClient() {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // The live stream keeps fresh what is on the screen, and nothing else: whoever comes back reads again, and sees the last known meanwhile.
        staleTime: 0,
        refetchOnWindowFocus: false,
        // What the console says does not get better by asking again, unless it is only starting; no answer may.
        retry: (count, error) => count < RETRIES && (!(error instanceof ApiError) || STARTING.has(error.problem.code)),
      },
    },
  });
}

export function Providers({ nonce, children }: { nonce?: string; children: ReactNode }) {
  const [client] = useState(makeQueryClient);
  return (
    <ThemeProvider attribute="class" defaultTheme="system" enableSystem disableTransitionOnChange nonce={nonce}>
      <QueryClientProvider client={client}>
        <NuqsAdapter>{children}</NuqsAdapter>
        <Toaster position="bottom-right" closeButton toastOptions={{ classNames: { toast: '!border-line !bg-surface-raised !text-fg', success: '[&_[data-icon]]:text-success', error: '!border-danger/40 [&_[data-icon]]:text-danger' } }} />
      </QueryClientProvider>
    </ThemeProvider>
  );
}
