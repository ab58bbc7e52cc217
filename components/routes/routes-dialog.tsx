'use client';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { useForcible } from '@/components/apps/use-forcible';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { toast } from '@/components/ui/toast';
import type { AppDetailDto } from '@/lib/apps/contract';
import { ApiError } from '@/lib/platform/client/call-api';
import { ownHost } from '@/lib/proxy/model/route-key';
import { fieldErrorsOf } from '@/lib/routes/client/field-errors';
import { useDomains } from '@/lib/routes/client/use-domains';
import { usePutRoutes, type RoutesPlan } from '@/lib/routes/client/use-put-routes';
import type { RouteInput } from '@/lib/routes/model/route-draft';
import { RoutesFields } from './fields/routes-fields';
import { RoutesPlanView } from './routes-plan-view';

/** All routes of an app: changed together, shown as a plan, then applied as one version. `start`: which one is unfolded. */
export function RoutesDialog({ app, start, onClose }: { app: AppDetailDto; start: number | 'new'; onClose: () => void }) {
  const t = useTranslations('routes.editor');
  const domain = useDomains()(app.environmentId);
  const { plan, apply } = usePutRoutes();
  const { attempt, dialog } = useForcible();
  // What was read when the dialog opened is what the change is made to; who changed it meanwhile is named by the API.
  const [read] = useState({ rowVersion: app.rowVersion, ports: app.spec.ports, path: app.path });
  const [routes, setRoutes] = useState<RouteInput[]>(() => (start === 'new' ? [...app.spec.routes, {}] : app.spec.routes));
  const [message, setMessage] = useState('');
  const [planned, setPlanned] = useState<RoutesPlan | null>(null);
  const [problem, setProblem] = useState<{ text: string; fields: Record<string, string> } | null>(null);
  const form = useRef<HTMLDivElement>(null);
  // What is wrong may be far below, or in a group that was folded.
  useEffect(() => {
    if (!problem) return;
    const wrong = form.current?.querySelector<HTMLElement>('[aria-invalid=true]') ?? form.current?.querySelector<HTMLElement>('[role=alert]');
    wrong?.scrollIntoView({ block: 'center' });
    wrong?.focus();
  }, [problem]);
  const body = { appId: app.id, routes, rowVersion: read.rowVersion, ...(message && { message }) };
  const run = async (work: () => Promise<void>) => {
    setProblem(null);
    try {
      await work();
    } catch (error) {
      if (error instanceof ApiError && error.problem.code === 'apps.locked') throw error;
      setPlanned(null);
      setProblem({ text: (error as Error).message, fields: fieldErrorsOf(error) });
    }
  };
  const makePlan = () => run(async () => setPlanned(await plan.mutateAsync(body)));
  const save = () => attempt((force) => run(async () => {
    await apply.mutateAsync({ ...body, force });
    toast.success(t('done', { path: read.path }));
    onClose();
  }));
  const own = domain ? ownHost(read.path, domain) : domain;
  return (
    <>
      {dialog}
      <Dialog
        open onOpenChange={onClose} size="lg" title={planned ? t('planTitle', { path: read.path }) : t('title', { path: read.path })}
        footer={planned
          ? <><Button onClick={() => setPlanned(null)}>{t('back')}</Button><Button variant="primary" loading={apply.isPending} disabled={planned.changes.length === 0} onClick={() => void save()}>{t('apply')}</Button></>
          : <><Button onClick={onClose}>{t('cancel')}</Button><Button variant="primary" loading={plan.isPending} onClick={() => void makePlan()}>{t('plan')}</Button></>}
      >
        {planned && <RoutesPlanView plan={planned} message={message} onMessage={setMessage} />}
        <div ref={form} className={planned ? 'hidden' : 'flex flex-col gap-3'}>
          {problem && <p role="alert" className="rounded-lg border border-danger/40 bg-danger-soft px-4 py-3 text-sm text-danger [overflow-wrap:anywhere]">{problem.text}</p>}
          <RoutesFields value={routes} onChange={setRoutes} errors={problem?.fields ?? {}} ports={read.ports} own={own} start={start === 'new' ? routes.length - 1 : start} />
        </div>
      </Dialog>
    </>
  );
}
