'use client';
import { ErrorState } from '@/components/ui/error-state';
import { SkeletonRows } from '@/components/ui/skeleton';
import { useApp } from '@/lib/apps/client/use-apps';
import { DeployForm } from './deploy-form';

export function EditForm({ appId }: { appId: string }) {
  const { data, error } = useApp(appId);
  if (error) return <ErrorState error={error} />;
  return data ? <DeployForm key={data.id} app={data} /> : <SkeletonRows />;
}
