'use client';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useChosenEnvironment } from '@/components/resources/environment-select';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import { FilePicker } from '@/components/ui/file-picker';
import { Input, Textarea } from '@/components/ui/input';
import { toast } from '@/components/ui/toast';
import { useImageWork } from '@/lib/images/client/use-image-work';
import { WorkDialog } from './work-dialog';

const START = { tag: '', dockerfile: '', path: 'Dockerfile', target: '', args: '', noCache: false, pull: false };

/** `NAME=value`, one a line. */
const readArgs = (text: string) => Object.fromEntries(text.split('\n').filter((line) => line.includes('=')).map((line) => [line.slice(0, line.indexOf('=')).trim(), line.slice(line.indexOf('=') + 1)]));

export function BuildDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations('images');
  const [chosen, setChosen] = useState('');
  const environmentId = useChosenEnvironment(chosen);
  const [from, setFrom] = useState<'dockerfile' | 'context'>('dockerfile');
  const [form, setForm] = useState(START);
  const [file, setFile] = useState<File | null>(null);
  const work = useImageWork();
  const start = async () => {
    const { tag, dockerfile, path, target, args, noCache, pull } = form;
    const params = { environmentId };
    const common = { noCache, pull, ...(target && { target }) };
    const done = from === 'dockerfile'
      ? await work.run({ path: '/api/v1/environments/[environmentId]/images/build-dockerfile', params, body: { dockerfile, tags: tag ? [tag] : [], buildArgs: readArgs(args), ...common } })
      : await work.run({ path: '/api/v1/environments/[environmentId]/images/build', params, query: { dockerfile: path, buildArgs: JSON.stringify(readArgs(args)), ...(tag && { tag }), ...common }, body: file! });
    if (done) toast.success(t('built', { image: tag || t('untagged') }));
  };
  const text = (name: 'tag' | 'path' | 'target', label: string, hint?: string, placeholder?: string) => <Field label={label} hint={hint}><Input value={form[name]} placeholder={placeholder} onChange={(event) => setForm({ ...form, [name]: event.target.value })} spellCheck={false} /></Field>;
  const flag = (name: 'noCache' | 'pull', label: string) => <label className="flex items-center gap-2 text-sm"><Checkbox checked={form[name]} onCheckedChange={(on) => setForm({ ...form, [name]: on === true })} />{label}</label>;
  return (
    <WorkDialog title={t('buildTitle')} verb={t('build')} work={work} environmentId={environmentId} onEnvironment={setChosen} ready={from === 'dockerfile' ? form.dockerfile.trim() !== '' : file !== null} onStart={() => void start()} onClose={onClose}>
      {text('tag', t('tagName'), t('tagHint'), 'team/app:1.0')}
      <div role="group" aria-label={t('buildFrom')} className="flex gap-1 sm:col-span-2">
        {(['dockerfile', 'context'] as const).map((one) => <Button key={one} size="sm" variant={from === one ? 'primary' : 'secondary'} aria-pressed={from === one} onClick={() => setFrom(one)}>{t(`from.${one}`)}</Button>)}
      </div>
      <div className="sm:col-span-2">
        {from === 'dockerfile'
          ? <Field label="Dockerfile" hint={t('dockerfileHint')} required><Textarea className="min-h-48" value={form.dockerfile} onChange={(event) => setForm({ ...form, dockerfile: event.target.value })} spellCheck={false} placeholder={'FROM busybox\nCMD ["echo", "hello"]'} /></Field>
          : <Field label={t('context')} hint={t('contextHint')} required><FilePicker accept=".tar,.gz,.tgz,.xz,.bz2" file={file} onChange={setFile} /></Field>}
      </div>
      {from === 'context' && text('path', t('dockerfilePath'))}
      {text('target', t('target'), t('targetHint'))}
      <div className="sm:col-span-2"><Field label={t('buildArgs')} hint={t('buildArgsHint')}><Textarea value={form.args} onChange={(event) => setForm({ ...form, args: event.target.value })} spellCheck={false} placeholder="VERSION=1.0" /></Field></div>
      {flag('noCache', t('noCache'))}{flag('pull', t('pullBase'))}
    </WorkDialog>
  );
}
