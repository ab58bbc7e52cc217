import { randomToken, seal, unseal } from '@/lib/platform/server/seal';
import { accessErrors } from '../../errors';
import { spend } from './spent-ticket.repo';

/** What a sign-in carries from one step to the next, in the browser's hands; sealed, so that it can be neither read nor made there. */
interface Tickets {
  'second-step': { userId: string };
  'passkey-use': { challenge: string; origin: string; userId?: string };
  'passkey-add': { challenge: string; origin: string; userId: string };
  oidc: { providerId: string; redirectUri: string; state: string; nonce: string; verifier: string; next: string };
}
export type Purpose = keyof Tickets;
export const TICKET_MS = 5 * 60_000;

interface Written<P extends Purpose> {
  purpose: P;
  id: string;
  endsAt: number;
  data: Tickets[P];
}
export type OpenTicket<P extends Purpose> = Tickets[P] & { spend(): Promise<void> };

export const sealTicket = <P extends Purpose>(purpose: P, data: Tickets[P], now: Date, livesMs = TICKET_MS): string =>
  seal(JSON.stringify({ purpose, id: randomToken(16), endsAt: now.getTime() + livesMs, data } satisfies Written<P>));

/** Throws the same for one that is forged, of another kind or too old; `spend` throws it for one that was spent before. */
export function openTicket<P extends Purpose>(purpose: P, ticket: string, now: Date): OpenTicket<P> {
  const written = read<P>(ticket);
  if (written?.purpose !== purpose || written.endsAt <= now.getTime()) throw accessErrors('ticket_expired');
  return {
    ...written.data,
    spend: async () => {
      if (!(await spend(written.id, new Date(written.endsAt)))) throw accessErrors('ticket_expired');
    },
  };
}

function read<P extends Purpose>(ticket: string): Written<P> | null {
  try {
    return JSON.parse(unseal(ticket)) as Written<P>;
  } catch {
    return null;
  }
}
