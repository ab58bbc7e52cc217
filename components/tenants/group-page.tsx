'use client';
import { useTranslations } from 'next-intl';
import { parseAsString, useQueryState } from 'nuqs';
import { useMay } from '@/components/shell/me-context';
import { PageHeader } from '@/components/ui/page-header';
import { TabNav } from '@/components/ui/tab-nav';
import { MembersTab } from '@/components/members/members-tab';
import { SettingsParts } from '@/components/groups/settings-parts';
import { PolicyTab } from '@/components/groups/policy-tab';
import { CockpitTab } from './cockpit-tab';
import { groupHref } from './group-href';

/** What holds for a group and everything below it, each in a tab with an address. */
export function GroupPage() {
  const t = useTranslations('tenants');
  const [path] = useQueryState('path', parseAsString.withDefault('/'));
  const [wanted] = useQueryState('tab', parseAsString.withDefault('quota'));
  const may = { quota: useMay('quota:view', path), members: useMay('member:view', path), policy: useMay('policy:view', path), settings: useMay('app:view', path) };
  const tabs = (['quota', 'members', 'policy', 'settings'] as const).filter((tab) => may[tab]);
  const tab = tabs.find((one) => one === wanted) ?? tabs[0];
  const segments = path.split('/').filter(Boolean);
  const crumbs = [{ href: '/tenants', label: t('title') }, ...segments.slice(0, -1).map((label, index) => ({ href: groupHref(`/${segments.slice(0, index + 1).join('/')}`, tab), label }))];
  return (
    <>
      <PageHeader title={path === '/' ? t('whole') : path} breadcrumbs={crumbs} />
      <TabNav label={t('tabsLabel')} current={tab ?? ''} items={tabs.map((value) => ({ value, href: groupHref(path, value), label: t(`tabs.${value}`) }))} />
      {tab === undefined && <p className="text-sm text-fg-muted">{t('nothingHere')}</p>}
      {tab === 'quota' && <CockpitTab key={path} group={path} />}
      {tab === 'members' && <MembersTab key={path} group={path} />}
      {tab === 'policy' && <PolicyTab key={path} group={path} />}
      {tab === 'settings' && <SettingsParts key={path} group={path} />}
    </>
  );
}
