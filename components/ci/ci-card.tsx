'use client';
import { useTranslations } from 'next-intl';
import { useState, useSyncExternalStore } from 'react';
import { useMay } from '@/components/shell/me-context';
import { Button } from '@/components/ui/button';
import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card';
import { CodeBlock } from '@/components/ui/code-block';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { toast } from '@/components/ui/toast';
import { useHook, useHookActions } from '@/lib/ci/client/use-hook';

const EXAMPLES = [['GitHub Actions', '/examples/github-actions.yml'], ['GitLab CI', '/examples/gitlab-ci.yml'], ['Jenkins', '/examples/Jenkinsfile']] as const;
const useOrigin = () => useSyncExternalStore(() => () => {}, () => window.location.origin, () => '');

/** The token with which a build deploys this app, the command that does it, and the badge. */
export function CiCard({ appId, path }: { appId: string; path: string }) {
  const t = useTranslations('ci.card');
  const may = useMay('app:deploy', path);
  const origin = useOrigin();
  const { data } = useHook(appId);
  const { create, remove } = useHookActions(appId);
  const [token, setToken] = useState<string | null>(null);
  const [asking, setAsking] = useState(false);
  const make = async () => {
    try {
      setToken((await create.mutateAsync()).token);
    } catch (error) {
      toast.error(error);
    }
  };
  const command = `curl --fail-with-body -X POST '${origin}/api/v1/hooks/deploy?wait=true' \\\n  -H 'Authorization: Bearer ${token ?? '$GANTRY_DEPLOY_TOKEN'}' \\\n  -H 'Content-Type: application/json' -d '{"tag": "1.2.3"}'`;
  return (
    <Card>
      <CardHeader><CardTitle>{t('title')}</CardTitle></CardHeader>
      <CardBody className="flex flex-col gap-3 text-sm">
        <p className="text-fg-muted">{t('text')} {data && (data.hasToken ? t('has') : t('none'))}</p>
        {token && <CodeBlock code={token} label={t('token')} />}
        <CodeBlock code={command} label={t('command')} />
        {/* eslint-disable-next-line @next/next/no-img-element -- a live picture of this server */}
        {data && <p className="flex flex-wrap items-center gap-2"><img src={data.badgePath} alt={t('badge')} height={20} /><CodeBlockInline text={`![${path}](${origin}${data.badgePath})`} /></p>}
        <p className="text-xs text-fg-muted">{t('examples')}: {EXAMPLES.map(([name, href], index) => <span key={href}>{index > 0 && ' · '}<a className="text-accent hover:underline" href={href} download>{name}</a></span>)}</p>
        {may && <div className="flex flex-wrap gap-2"><Button size="sm" loading={create.isPending} onClick={() => void make()}>{data?.hasToken ? t('makeAgain') : t('make')}</Button>{data?.hasToken && <Button size="sm" variant="ghost" onClick={() => setAsking(true)}>{t('revoke')}</Button>}</div>}
        {asking && <ConfirmDialog open onOpenChange={() => setAsking(false)} title={t('revokeTitle')} confirmLabel={t('revoke')} danger onConfirm={async () => { await remove.mutateAsync().catch((error: unknown) => toast.error(error)); setToken(null); setAsking(false); }}><p>{t('revokeText')}</p></ConfirmDialog>}
      </CardBody>
    </Card>
  );
}

const CodeBlockInline = ({ text }: { text: string }) => <code className="min-w-0 flex-1 truncate rounded bg-muted px-1.5 py-0.5 text-xs" title={text}>{text}</code>;
