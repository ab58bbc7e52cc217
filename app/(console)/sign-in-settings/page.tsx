import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { SignInSettingsPage } from '@/components/access/sign-in-settings/sign-in-settings-page';
import { requirePermission } from '@/lib/access/server/require-permission';

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await getTranslations('access.signInSettings'))('title') });

export default async function Page() {
  await requirePermission('user:manage');
  return <SignInSettingsPage />;
}
