'use client';
import { SquareTerminal } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useEffectEvent, useState } from 'react';
import { Badge, StatusDot } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import type { TerminalEnd } from '@/lib/terminal/client/terminal-connection';
import { splitArgv } from '@/lib/terminal/model/split-argv';
import { TerminalScreen } from './terminal-screen';

const SHELLS = ['sh', 'bash', 'ash'];
const CUSTOM = 'custom';
/** After a broken connection, before each try to open a new one. */
const RETRY_MS = [1_000, 2_000, 4_000, 8_000, 15_000];

type State = { kind: 'idle' } | { kind: 'connecting' } | { kind: 'connected'; recorded: boolean } | { kind: 'lost' } | { kind: 'ended'; end: TerminalEnd };
interface TerminalPanelProps { environmentId: string; containerId: string; running?: boolean }

export function TerminalPanelBody({ environmentId, containerId, running = true }: TerminalPanelProps) {
  const t = useTranslations('terminal.panel');
  const [shell, setShell] = useState('sh');
  const [custom, setCustom] = useState('');
  const [user, setUser] = useState('');
  const [attempt, setAttempt] = useState(0);
  const [state, setState] = useState<State>({ kind: 'idle' });
  const [session, setSession] = useState(0);
  const [retries, setRetries] = useState(0);
  const [target, setTarget] = useState<{ command: string[]; user?: string } | null>(null);
  const command = shell === CUSTOM ? splitArgv(custom) : [shell];
  const open = state.kind === 'connecting' || state.kind === 'connected' || state.kind === 'lost';

  const connect = () => {
    setTarget({ command, ...(user.trim() && { user: user.trim() }) });
    setAttempt((number) => number + 1);
    setRetries(0);
    setState({ kind: 'connecting' });
  };
  const again = useEffectEvent(() => {
    setRetries(retries + 1);
    setSession(session + 1);
    setState({ kind: 'connecting' });
  });
  useEffect(() => {
    if (state.kind !== 'lost') return;
    const timer = setTimeout(again, RETRY_MS[retries]);
    return () => clearTimeout(timer);
  }, [state.kind, retries]);
  const onEnd = (end: TerminalEnd) => setState(end.kind === 'lost' && retries < RETRY_MS.length ? { kind: 'lost' } : { kind: 'ended', end });
  if (!running && !open && state.kind === 'idle') return <EmptyState icon={<SquareTerminal />} title={t('notRunning')} description={t('notRunningText')} />;
  return (
    <Card className="flex h-[calc(100dvh-16rem)] min-h-96 flex-col overflow-hidden">
      <form className="flex flex-wrap items-end gap-2 border-b border-line p-2" onSubmit={(event) => { event.preventDefault(); connect(); }}>
        <Select className="w-32" aria-label={t('shell')} value={shell} onValueChange={setShell} disabled={open} options={[...SHELLS.map((value) => ({ value, label: value })), { value: CUSTOM, label: t('custom') }]} />
        {shell === CUSTOM && <Input className="w-64" aria-label={t('command')} placeholder={t('commandHint')} value={custom} onChange={(event) => setCustom(event.target.value)} disabled={open} />}
        <Input className="w-56" aria-label={t('user')} placeholder={t('userHint')} value={user} maxLength={129} onChange={(event) => setUser(event.target.value)} disabled={open} />
        {open ? (
          <Button key="disconnect" onClick={() => { setTarget(null); setState({ kind: 'idle' }); }}>{t('disconnect')}</Button>
        ) : (
          <Button key="connect" type="submit" variant="primary" disabled={command.length === 0}>{state.kind === 'ended' ? t('reconnect') : t('connect')}</Button>
        )}
        <span role="status" className="ml-auto flex items-center gap-2 py-2 text-xs text-fg-muted">
          {state.kind === 'connected' && state.recorded && <span title={t('recordedText')}><Badge tone="warning">{t('recorded')}</Badge></span>}
          <StatusDot tone={state.kind === 'connected' ? 'success' : state.kind === 'connecting' ? 'info' : state.kind === 'lost' ? 'warning' : 'neutral'} pulse={state.kind === 'connecting' || state.kind === 'lost'} />
          {t(state.kind === 'idle' || state.kind === 'ended' ? 'closed' : state.kind === 'lost' ? 'reconnecting' : state.kind)}
        </span>
      </form>
      {state.kind === 'ended' && <EndNotice end={state.end} />}
      <TerminalScreen
        key={attempt}
        target={target && { environmentId, containerId, ...target }}
        session={session}
        onReady={(recorded) => { setRetries(0); setState({ kind: 'connected', recorded }); }}
        onEnd={onEnd}
      />
    </Card>
  );
}

function EndNotice({ end }: { end: TerminalEnd }) {
  const t = useTranslations('terminal.panel');
  const text = end.kind === 'error' ? end.detail : end.kind === 'lost' ? t('lost') : end.code === null ? t('exitedUnknown') : t('exited', { code: end.code });
  const good = end.kind === 'exit' && end.code === 0;
  return <p role="alert" className={`border-b border-line px-3 py-2 text-sm ${good ? 'bg-muted text-fg' : 'bg-warning-soft text-warning'}`}>{text}</p>;
}
