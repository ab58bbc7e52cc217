'use client';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { Facts } from '@/components/ui/facts';
import type { RouteDto } from '@/lib/routes/contract';
import { useRouteWords } from './use-route-words';

/** What a route says, in words; defaults are not told. */
export function RouteFacts({ route: { options, appId, appPath, environment } }: { route: RouteDto }) {
  const t = useTranslations('routes');
  const words = useRouteWords()(options);
  const lines = [
    ...(options.protocol === 'tcp' ? [] : [t(`words.tls.${options.tls}`)]),
    ...(options.acme ? [t('words.acme')] : []),
    ...(options.protocol === 'http' ? [] : [t('words.protocol', { protocol: t(`fields.protocols.${options.protocol}`) })]),
    ...(options.port === undefined ? [] : [t('words.port', { port: String(options.port) })]),
    ...(options.maintenance ? [t('words.maintenance')] : []),
  ];
  const list = (texts: string[]) => <ul className="flex flex-col gap-0.5">{texts.map((text) => <li key={text}>{text}</li>)}</ul>;
  const groups = (['traffic', 'rewriting', 'access', 'more'] as const).filter((name) => words[name].length > 0);
  return (
    <Facts
      items={[
        { label: t('page.app'), value: <Link prefetch={false} className="text-accent hover:underline" href={`/applications/${appId}`}>{appPath}</Link> },
        { label: t('page.environment'), value: environment },
        { label: t('page.wayIn'), value: list(lines.length > 0 ? lines : [t('words.none')]) },
        ...groups.map((name) => ({ label: t(`fields.groups.${name}`), value: list(words[name]) })),
      ]}
    />
  );
}
