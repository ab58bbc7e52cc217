'use client';
import { useTranslations } from 'next-intl';
import { ListField, TextField } from '@/components/apps/fields/inputs';
import { Rows } from '@/components/apps/fields/rows';
import type { RouteInput } from '@/lib/routes/model/route-draft';
import { CheckLine } from './check-line';
import { errorAt, errorBelow, type RoutePartProps } from './route-part';

type BasicAuth = NonNullable<RouteInput['basicAuth']>;
const NEW_USER: BasicAuth['users'][number] = { name: '', password: { secret: '' } };

export function AccessFields(props: RoutePartProps) {
  const t = useTranslations('routes.fields');
  const { route, set } = props;
  const { basicAuth } = route;
  const networks = (name: 'allow' | 'deny', placeholder: string) => <ListField label={t(name)} hint={t(`${name}Hint`)} error={errorBelow(props, name)} value={route[name]} onChange={(list) => set({ [name]: list })} placeholder={placeholder} />;
  const setUsers = (users: BasicAuth['users']) => set({ basicAuth: users.length > 0 ? { ...basicAuth, users } : undefined });
  return (
    <>
      {networks('allow', '10.0.0.0/8, 2001:db8::/32')}
      {networks('deny', '203.0.113.7')}
      {route.protocol !== 'tcp' && (
        <div className="flex min-w-0 flex-col gap-3 sm:col-span-2">
          <CheckLine label={t('basicAuth')} error={errorAt(props, 'basicAuth') ?? errorAt(props, 'basicAuth.users')} checked={basicAuth !== undefined} onChange={(on) => setUsers(on ? [NEW_USER] : [])} />
          {basicAuth && (
            <Rows items={basicAuth.users} add={t('addUser')} remove={t('removeUser')} onAdd={() => setUsers([...basicAuth.users, NEW_USER])} onChange={setUsers}>
              {(user: BasicAuth['users'][number], change, index) => (
                <>
                  <TextField label={t('user')} error={errorAt(props, `basicAuth.users[${index}].name`)} value={user.name} onChange={(name) => change({ ...user, name: name ?? '' })} />
                  <TextField label={t('secret')} hint={t('secretHint')} error={errorBelow(props, `basicAuth.users[${index}].password`)} mono value={user.password.secret} onChange={(secret) => change({ ...user, password: { secret: secret ?? '' } })} placeholder="SHOP_PASSWORD" />
                  {index === 0 && <TextField label={t('realm')} error={errorAt(props, 'basicAuth.realm')} value={basicAuth.realm} onChange={(realm) => set({ basicAuth: { ...basicAuth, realm } })} placeholder="Restricted" />}
                </>
              )}
            </Rows>
          )}
        </div>
      )}
    </>
  );
}
