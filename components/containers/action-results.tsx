'use client';
import { useTranslations } from 'next-intl';
import { ItemResults } from '@/components/resources/item-results';
import type { ContainerAction } from '@/lib/containers/contract';
import type { ItemResult } from '@/lib/environments/contract';

export type ActionResult = ItemResult;

export function ActionResults({ action, results, onDone }: { action: ContainerAction; results: ActionResult[]; onDone: () => void }) {
  const t = useTranslations('containers.actions');
  return <ItemResults action={t(action)} results={results} onDone={onDone} />;
}
