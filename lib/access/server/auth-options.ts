import type { NextAuthOptions } from 'next-auth';
import CredentialsProvider from 'next-auth/providers/credentials';
import { config } from '@/lib/platform/server/config';
import { log } from '@/lib/platform/server/log';
import { safeNextPath } from '../model/next-path';
import { SESSION_MAX_AGE_MS } from '../model/session-lifetime';

export interface AuthHooks {
  secure: boolean;
  /** Checks what the form sent and opens a session; throws what the person is told. */
  open(fields: Record<string, unknown>): Promise<{ userId: string; sessionId: string }>;
  close(userId: string, sessionId: string): Promise<void>;
}

/** The cookie's JWT holds only the id of a session row; what a person may do is looked up at each request. */
export const authOptions = ({ secure, open, close }: AuthHooks): NextAuthOptions => ({
  secret: config.secret,
  useSecureCookies: secure,
  session: { strategy: 'jwt', maxAge: SESSION_MAX_AGE_MS / 1000 },
  pages: { signIn: '/sign-in', error: '/sign-in', signOut: '/sign-in' },
  logger: {
    error: (code, metadata) => log.error({ code, err: metadata instanceof Error ? metadata : undefined }, 'next-auth'),
    warn: (code) => log.warn({ code }, 'next-auth'),
    debug: () => {},
  },
  providers: [
    CredentialsProvider({
      credentials: { email: {}, password: {}, ticket: {}, passcode: {}, passkey: {} },
      async authorize(credentials) {
        const { userId, sessionId } = await open(credentials ?? {});
        return { id: userId, sid: sessionId };
      },
    }),
  ],
  callbacks: {
    jwt: ({ token, user }) => (user ? { sub: user.id, sid: (user as { sid?: string }).sid } : token),
    session: ({ session }) => ({ expires: session.expires }),
    // Never to another site, whatever the form asked for.
    redirect: ({ url }) => safeNextPath(url),
  },
  events: {
    signOut: async ({ token }) => {
      if (token?.sub && typeof token.sid === 'string') await close(token.sub, token.sid);
    },
  },
});
