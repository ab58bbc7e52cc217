import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { EventsPage } from '@/components/events/events-page';
import { requirePermission } from '@/lib/access/server/require-permission';

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await getTranslations('environments.events'))('title') });

export default async function Page() {
  await requirePermission('event:view');
  return <EventsPage />;
}
