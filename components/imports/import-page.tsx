'use client';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { useState } from 'react';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card';
import { Field } from '@/components/ui/field';
import { FilePicker } from '@/components/ui/file-picker';
import { Input, Textarea } from '@/components/ui/input';
import { PageHeader } from '@/components/ui/page-header';
import { Select } from '@/components/ui/select';
import { useDeployGroup } from '@/lib/apps/client/use-groups';
import { useEnvironments } from '@/lib/environments/client/use-environments';
import { usePreviewImport } from '@/lib/imports/client/use-imports';
import type { ImportPreview } from '@/lib/imports/contract';
import { FORMATS, type Format } from '@/lib/imports/model/formats';
import { createNetwork } from '@/lib/networks/client/network-actions';
import type { GroupResult } from '@/lib/apps/contract';
import { useFieldErrors } from '@/lib/platform/client/use-field-errors';

const wordsOf = (text: string) => text.split(/[\s,]+/).filter(Boolean);
const pairsOf = (text: string) => Object.fromEntries(text.split('\n').map((line) => line.trim()).filter((line) => line.includes('=') && !line.startsWith('#')).map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]));

/** Paste or upload → what it would make and what it leaves out → the apps, started in the order of their dependencies. */
export function ImportPage({ group: given }: { group: string }) {
  const t = useTranslations('imports.page');
  const { data: environments } = useEnvironments();
  const preview = usePreviewImport();
  const deploy = useDeployGroup();
  const fields = useFieldErrors();
  const [text, setText] = useState('');
  const [format, setFormat] = useState<Format | 'auto'>('auto');
  const [group, setGroup] = useState(given);
  const [chosen, setChosen] = useState('');
  const [profiles, setProfiles] = useState('');
  const [variables, setVariables] = useState('');
  const [seen, setSeen] = useState<ImportPreview | null>(null);
  const [done, setDone] = useState<GroupResult | null>(null);
  const environmentId = chosen || environments?.[0]?.id || '';
  const change = <T,>(set: (value: T) => void) => (value: T) => { set(value); setSeen(null); setDone(null); };
  const look = () => fields.run(async () => { setDone(null); setSeen(await preview.mutateAsync({ text, format, group: group.trim() || '/', environmentId, profiles: wordsOf(profiles), variables: pairsOf(variables) })); });
  const make = () => fields.run(async () => {
    for (const name of seen!.missingNetworks) await createNetwork(environmentId, { name, driver: 'bridge' });
    setDone(await deploy.mutateAsync({ group: '/', environmentId, apps: seen!.apps.map(({ path, spec }) => ({ path, spec: spec as never })), message: t('message') }));
  });
  const bad = seen?.apps.some(({ errors }) => errors.length > 0) ?? false;
  return (
    <>
      <PageHeader breadcrumbs={[{ href: '/applications', label: t('applications') }, { label: t('import') }]} title={t('title')} description={t('intro')} />
      <form className="flex max-w-4xl flex-col gap-4" onSubmit={(event) => { event.preventDefault(); void look(); }}>
        <Card>
          <CardHeader><CardTitle>{t('source')}</CardTitle></CardHeader>
          <CardBody className="flex flex-col gap-4">
            <Field label={t('text')} hint={t('textHint')} {...(fields.at('text') && { error: fields.at('text')! })}><Textarea rows={14} value={text} onChange={(event) => change(setText)(event.target.value)} spellCheck={false} className="min-h-0" placeholder={'docker run -d --name web -p 8080:80 nginx:1.29'} /></Field>
            <FilePicker aria-label={t('file')} accept=".yml,.yaml,.json,.sh,.txt" file={null} onChange={(file) => { if (file) void file.text().then(change(setText)); }} />
            <div className="grid gap-4 sm:grid-cols-3">
              <Field label={t('format')}><Select value={format} onValueChange={(value) => change(setFormat)(value as Format)} options={(['auto', ...FORMATS] as const).map((value) => ({ value, label: t(`formats.${value}`) }))} /></Field>
              <Field label={t('group')} hint={t('groupHint')} {...(fields.at('group') && { error: fields.at('group')! })}><Input value={group} onChange={(event) => change(setGroup)(event.target.value)} spellCheck={false} className="font-mono" /></Field>
              <Field label={t('environment')}><Select value={environmentId} onValueChange={change(setChosen)} options={(environments ?? []).map(({ id, name }) => ({ value: id, label: name }))} /></Field>
              {(format === 'auto' || format === 'compose') && <Field label={t('profiles')} hint={t('profilesHint')}><Input value={profiles} onChange={(event) => change(setProfiles)(event.target.value)} spellCheck={false} /></Field>}
              {(format === 'auto' || format === 'compose') && <div className="sm:col-span-2"><Field label={t('variables')} hint={t('variablesHint')}><Textarea rows={2} value={variables} onChange={(event) => change(setVariables)(event.target.value)} spellCheck={false} className="min-h-0" placeholder="TAG=1.2.3" /></Field></div>}
            </div>
          </CardBody>
        </Card>
        {fields.rest && <div role="alert" className="rounded-lg border border-danger/40 bg-danger-soft px-4 py-3 text-sm text-danger [overflow-wrap:anywhere]">{fields.rest}</div>}
        <div><Button type="submit" variant={seen ? 'secondary' : 'primary'} loading={preview.isPending} disabled={text.trim() === '' || !environmentId}>{t('look')}</Button></div>
      </form>
      {seen && (
        <div className="mt-4 flex max-w-4xl flex-col gap-4">
          <Card>
            <CardHeader><CardTitle>{t('apps', { count: seen.apps.length })}</CardTitle><Badge tone="neutral">{t(`formats.${seen.format}`)}</Badge></CardHeader>
            <ul className="divide-y divide-line text-sm">
              {seen.apps.map((app) => {
                const result = done?.results.find(({ path }) => path === app.path);
                return (
                  <li key={app.path} className="flex flex-col gap-1 px-4 py-3">
                    <p className="flex flex-wrap items-center gap-2"><span className="font-medium [overflow-wrap:anywhere]">{app.path}</span><span className="font-mono text-xs text-fg-muted">{app.image}</span>{app.exists && <Badge tone="info">{t('newVersion')}</Badge>}{result && <Badge tone={result.ok ? 'success' : 'danger'}>{result.ok ? t('made') : t('refused')}</Badge>}</p>
                    {app.errors.map(({ path, message }) => <p key={path + message} className="text-xs text-danger [overflow-wrap:anywhere]"><code>{path}</code>: {message}</p>)}
                    {result?.error && <p className="text-xs text-danger">{result.error.detail}</p>}
                    <details className="text-xs"><summary className="cursor-pointer text-fg-muted">{t('spec')}</summary><pre className="mt-1 overflow-x-auto rounded bg-muted p-2">{JSON.stringify(app.spec, null, 2)}</pre></details>
                  </li>
                );
              })}
            </ul>
          </Card>
          <Card>
            <CardHeader><CardTitle>{t('notCarried', { count: seen.notCarried.length })}</CardTitle></CardHeader>
            {seen.notCarried.length === 0 ? <p className="px-4 py-3 text-sm text-fg-muted">{t('allCarried')}</p> : <ul className="divide-y divide-line text-sm">{seen.notCarried.map(({ at, text: why }, index) => <li key={index} className="flex flex-wrap gap-x-3 px-4 py-2"><code className="text-xs [overflow-wrap:anywhere]">{at}</code><span className="text-fg-muted">{why}</span></li>)}</ul>}
          </Card>
          {seen.missingNetworks.length > 0 && <p className="text-sm text-fg-muted">{t('networks', { names: seen.missingNetworks.join(', ') })}</p>}
          <div className="flex flex-wrap items-center gap-3">
            {!done && <Button variant="primary" loading={deploy.isPending} disabled={bad} onClick={() => void make()}>{t('make', { count: seen.apps.length })}</Button>}
            {bad && <span className="text-sm text-danger">{t('mendFirst')}</span>}
            {done && <Button asChild variant="primary"><Link href="/applications" prefetch={false}>{t('toApps')}</Link></Button>}
          </div>
        </div>
      )}
    </>
  );
}
