'use client';
import { useTranslations } from 'next-intl';
import dynamic from 'next/dynamic';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { PageHeader } from '@/components/ui/page-header';
import { Select } from '@/components/ui/select';
import { Skeleton } from '@/components/ui/skeleton';
import { useAppActions } from '@/lib/apps/client/use-app-actions';
import type { AppDetailDto, PlanDto } from '@/lib/apps/contract';
import { fromText, toText, type SpecFormat } from '@/lib/apps/model/spec-text';
import type { AppSpecInput } from '@/lib/apps/spec';
import { useEnvironments } from '@/lib/environments/client/use-environments';
import { ApiError } from '@/lib/platform/client/call-api';
import { PlanDialog } from './plan-dialog';
import { SpecFields } from './fields/spec-fields';
import { useForcible } from './use-forcible';

const SpecEditor = dynamic(() => import('./spec-editor'), { ssr: false, loading: () => <Skeleton className="h-96" /> });
const START: AppSpecInput = { image: '', instances: 1, cpus: 0.5, mem: 256 };

export type FieldErrors = Record<string, string>;

/** A new app, or a new version of one: a form and a text of the same spec, then the plan, then the deploy. */
export function DeployForm({ app, group = '/' }: { app?: AppDetailDto; group?: string }) {
  const t = useTranslations('apps.form');
  const router = useRouter();
  const { data: environments } = useEnvironments();
  const actions = useAppActions();
  const [path, setPath] = useState(app?.path ?? (group === '/' ? '/' : `${group}/`));
  const [chosen, setChosen] = useState(app?.environmentId ?? '');
  const [spec, setSpec] = useState<AppSpecInput>(app?.spec ?? START);
  const [message, setMessage] = useState('');
  const [view, setView] = useState<'form' | SpecFormat>('form');
  const [textError, setTextError] = useState<{ line: number; message: string } | null>(null);
  const [errors, setErrors] = useState<FieldErrors>({});
  const [general, setGeneral] = useState<string | null>(null);
  const [plan, setPlan] = useState<PlanDto | null>(null);
  const environmentId = chosen || environments?.[0]?.id || '';

  const onText = (text: string) => {
    const parsed = fromText(text);
    if (!parsed.ok) return setTextError(parsed);
    setTextError(null);
    setSpec(parsed.value as AppSpecInput);
  };
  const forcible = useForcible();
  const attempt = async (work: () => Promise<void>) => {
    setErrors({});
    setGeneral(null);
    try {
      await work();
    } catch (error) {
      if (error instanceof ApiError && error.problem.code === 'apps.locked') throw error;
      setPlan(null);
      const problem = error instanceof ApiError ? error.problem : null;
      setErrors(Object.fromEntries((problem?.errors ?? []).map((one) => [one.path.replace(/^\$\.(spec\.)?/, ''), one.message])));
      setGeneral((error as Error).message);
    }
  };
  const makePlan = () => attempt(async () => setPlan(await actions.plan.mutateAsync({ path, environmentId, spec })));
  const deploy = () =>
    forcible.attempt((force) => attempt(async () => {
      const done = app ? await actions.update.mutateAsync({ appId: app.id, spec, message, rowVersion: app.rowVersion, force }) : await actions.create.mutateAsync({ path, environmentId, spec, message });
      router.push(`/applications/${done.id}`);
    }));

  return (
    <>
      <PageHeader breadcrumbs={[{ href: '/applications', label: t('applications') }, ...(app ? [{ href: `/applications/${app.id}`, label: app.path }] : []), { label: app ? t('edit') : t('new') }]} title={app ? t('editTitle', { path: app.path }) : t('newTitle')} />
      <form className="flex max-w-4xl flex-col gap-4" onSubmit={(event) => { event.preventDefault(); void makePlan(); }}>
        <Card>
          <CardHeader><CardTitle>{t('where')}</CardTitle></CardHeader>
          <CardBody className="grid gap-4 sm:grid-cols-2">
            <Field label={t('path')} hint={t('pathHint')} error={errors.path} required><Input value={path} onChange={(event) => setPath(event.target.value)} disabled={app !== undefined} spellCheck={false} /></Field>
            <Field label={t('environment')} error={errors.environmentId}><Select value={environmentId} onValueChange={setChosen} disabled={app !== undefined} options={(environments ?? []).map(({ id, name }) => ({ value: id, label: name }))} /></Field>
          </CardBody>
        </Card>
        <div role="group" aria-label={t('view')} className="flex gap-1">
          {(['form', 'yaml', 'json'] as const).map((one) => <Button key={one} size="sm" variant={view === one ? 'primary' : 'secondary'} aria-pressed={view === one} disabled={textError !== null} onClick={() => setView(one)}>{one === 'form' ? t('formView') : one.toUpperCase()}</Button>)}
        </div>
        {view === 'form' ? <SpecFields environmentId={environmentId} path={path} spec={spec} onChange={setSpec} errors={errors} /> : <SpecEditor key={view} initial={toText(spec, view)} format={view} label={t('spec')} onChange={onText} />}
        {textError && <p role="alert" className="text-sm text-danger">{t('textError', textError)}</p>}
        <Field label={t('message')} hint={t('messageHint')}><Input value={message} onChange={(event) => setMessage(event.target.value)} maxLength={500} /></Field>
        {general && <div role="alert" className="rounded-lg border border-danger/40 bg-danger-soft px-4 py-3 text-sm text-danger [overflow-wrap:anywhere]">{general}{Object.keys(errors).length > 0 && <ul className="mt-1 list-disc pl-5">{Object.entries(errors).map(([at, text]) => <li key={at}><code>{at}</code>: {text}</li>)}</ul>}</div>}
        <div className="flex gap-2"><Button type="submit" variant="primary" loading={actions.plan.isPending} disabled={!environmentId || textError !== null}>{t('plan')}</Button><Button onClick={() => router.back()}>{t('cancel')}</Button></div>
      </form>
      {forcible.dialog}
      {plan && <PlanDialog plan={plan} busy={actions.create.isPending || actions.update.isPending} onClose={() => setPlan(null)} onDeploy={() => void deploy()} />}
    </>
  );
}
