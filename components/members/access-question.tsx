'use client';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useMay } from '@/components/shell/me-context';
import { Badge } from '@/components/ui/badge';
import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { RelativeTime } from '@/components/ui/relative-time';
import { Select } from '@/components/ui/select';
import { useUsers } from '@/lib/access/client/use-users';
import { useExplain } from '@/lib/members/client/use-members';
import { PERMISSIONS, type Permission } from '@/lib/platform/endpoint';
import { useRoleName } from './role-name';

const PATH = /^\/$|^(\/[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?){1,8}$/;

/** May somebody do this there, and because of which grant? */
export function AccessQuestion() {
  const t = useTranslations('members');
  const roleName = useRoleName();
  const maySeeUsers = useMay('user:manage', '/');
  const [path, setPath] = useState('/');
  const [permission, setPermission] = useState<Permission>('app:deploy');
  const [user, setUser] = useState('');
  const isPath = PATH.test(path);
  const { data, error } = useExplain({ permission, path, ...(user && { user }) }, isPath);
  return (
    <Card>
      <CardHeader><CardTitle>{t('question')}</CardTitle></CardHeader>
      <CardBody className="flex flex-col gap-4">
        <div className="grid gap-4 sm:grid-cols-3">
          {maySeeUsers && <WhoField value={user} onChange={setUser} />}
          <Field label={t('permission')}><Select value={permission} onValueChange={(value) => setPermission(value as Permission)} options={PERMISSIONS.map((value) => ({ value, label: value }))} /></Field>
          <Field label={t('where')} {...(!isPath && { error: t('noPath') })}><Input value={path} onChange={(event) => setPath(event.target.value.trim())} spellCheck={false} className="font-mono text-[13px]" /></Field>
        </div>
        <p role="status" className="flex flex-wrap items-center gap-2 text-sm">
          {error ? <span className="text-danger">{error.message}</span> : data && isPath && (
            <>
              <Badge tone={data.may ? 'success' : 'danger'}>{data.may ? t('yes') : t('no')}</Badge>
              <span>{data.because ? t(data.because.team ? 'becauseTeam' : 'because', { role: roleName(data.because.role), group: data.because.group === '/' ? t('everything') : data.because.group, team: data.because.team ?? '' }) : t('nothingGives')}</span>
              {data.because?.endsAt && <span className="text-fg-muted">{t('ends')} <RelativeTime at={data.because.endsAt} /></span>}
            </>
          )}
        </p>
      </CardBody>
    </Card>
  );
}

function WhoField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const t = useTranslations('members');
  const { data } = useUsers('');
  return <Field label={t('who')}><Select value={value} onValueChange={onChange} options={[{ value: '', label: t('yourself') }, ...(data?.items ?? []).map((user) => ({ value: user.id, label: user.email }))]} /></Field>;
}
