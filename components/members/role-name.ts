import { useTranslations } from 'next-intl';

/** Built-in roles have names in the reader's language; those that an admin made have their own. */
export function useRoleName() {
  const t = useTranslations('access.roles');
  return (role: string) => (t.has(role) ? t(role) : role);
}
