'use client';
import { useMe, usePlaces } from '@/components/shell/me-context';
import { isWithin } from '@/lib/access/model/paths';

/** What serves everybody is the admin's alone. */
export function useMayManage() {
  const { held } = useMe();
  const places = usePlaces('certificate:manage');
  const isAdmin = held.some(({ role, group }) => role === 'admin' && group === '/');
  return { may: (group: string) => (group === '/' ? isAdmin : places.some((place) => isWithin(place, group))), places: places.filter((place) => place !== '/' || isAdmin) };
}
