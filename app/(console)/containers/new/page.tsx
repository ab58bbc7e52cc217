import { notFound } from 'next/navigation';
import { NewContainerPage } from '@/components/containers/new-container-page';
import { requirePermission } from '@/lib/access/server/require-permission';
import { allEngines } from '@/lib/environments/server/engines';

type Search = Promise<Record<string, string | string[] | undefined>>;
const one = (value: string | string[] | undefined) => (typeof value === 'string' ? value : undefined);

export default async function Page({ searchParams }: { searchParams: Search }) {
  await requirePermission('container:manage');
  const { environment, from, image } = await searchParams;
  const environments = allEngines().map(({ id, name }) => ({ id, name }));
  const first = environments.find(({ id }) => id === environment) ?? environments[0];
  if (!first) notFound();
  return <NewContainerPage environments={environments} environmentId={first.id} from={one(from)} image={one(image)} />;
}
