import type { NextAuthOptions } from 'next-auth';
import CredentialsProvider from 'next-auth/providers/credentials';
import { isAppError } from '@/lib/platform/errors';
import { config } from '@/lib/platform/server/config';
import { revokeSessions } from './session.repo';
import { signIn } from './sign-in';

const SESSION_SECONDS = 7 * 24 * 3600;

/** The cookie's JWT holds only the id of a session row; what a person may do is looked up at each request. */
export const authOptions = (): NextAuthOptions => ({
  secret: config.secret,
  session: { strategy: 'jwt', maxAge: SESSION_SECONDS },
  pages: { signIn: '/sign-in', error: '/sign-in' },
  providers: [
    CredentialsProvider({
      credentials: { email: {}, password: {} },
      async authorize(credentials, request) {
        const headers = (request.headers ?? {}) as Record<string, string | undefined>;
        try {
          const { sessionId, userId } = await signIn({
            email: String(credentials?.email ?? ''),
            password: String(credentials?.password ?? '').slice(0, 1024),
            address: headers['x-gantry-peer'] ?? 'unknown',
            userAgent: headers['user-agent'] ?? '',
          });
          return { id: userId, sid: sessionId };
        } catch (error) {
          // The page turns code and facts into a sentence of its language.
          throw new Error(isAppError(error) ? JSON.stringify({ code: error.code, params: error.params }) : 'error', { cause: error });
        }
      },
    }),
  ],
  callbacks: {
    jwt: ({ token, user }) => (user ? { sub: user.id, sid: (user as { sid?: string }).sid } : token),
    session: ({ session }) => ({ expires: session.expires }),
    redirect: ({ url, baseUrl }) => (url.startsWith('/') && !url.startsWith('//') ? url : baseUrl),
  },
  events: {
    async signOut({ token }) {
      if (token?.sub && typeof token.sid === 'string') await revokeSessions(token.sub, { id: token.sid }, new Date());
    },
  },
});
