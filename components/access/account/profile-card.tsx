'use client';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { toast } from '@/components/ui/toast';
import type { updateMe } from '@/lib/access/contract';
import { callApi } from '@/lib/platform/client/call-api';
import { setLocale } from '@/lib/platform/client/set-locale';
import type { AccountOwner } from './account-page';

export function ProfileCard({ me }: { me: AccountOwner }) {
  const t = useTranslations('access.account');
  const router = useRouter();
  const [name, setName] = useState(me.name);
  const [language, setLanguage] = useState(me.locale ?? '');
  const save = useMutation({
    mutationFn: () => callApi<typeof updateMe>({ method: 'PATCH', path: '/api/v1/me', body: { name, locale: language === 'en' || language === 'zh-CN' ? language : null } }),
    onSuccess: ({ locale }) => {
      setLocale(locale ?? '');
      toast.success(t('saved'));
      router.refresh();
    },
    onError: (error) => toast.error(error),
  });
  return (
    <Card>
      <CardHeader><CardTitle>{t('profile')}</CardTitle></CardHeader>
      <CardBody>
        <form className="flex flex-col gap-4" onSubmit={(event) => { event.preventDefault(); save.mutate(); }}>
          <Field label={t('name')}><Input value={name} onChange={(event) => setName(event.target.value)} required maxLength={100} autoComplete="name" /></Field>
          <Field label={t('language')}>
            <Select value={language} onValueChange={setLanguage} options={[{ value: '', label: t('browserLanguage') }, { value: 'en', label: 'English' }, { value: 'zh-CN', label: '简体中文' }]} />
          </Field>
          <div><Button type="submit" variant="primary" loading={save.isPending} disabled={name.trim() === ''}>{t('save')}</Button></div>
        </form>
      </CardBody>
    </Card>
  );
}
