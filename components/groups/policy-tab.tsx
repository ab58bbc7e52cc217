'use client';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useMay } from '@/components/shell/me-context';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { ErrorState } from '@/components/ui/error-state';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { SkeletonRows } from '@/components/ui/skeleton';
import { toast } from '@/components/ui/toast';
import { usePolicy, useSetPolicy } from '@/lib/groups/client/use-policy';
import type { PolicyDto } from '@/lib/groups/contract';
import { readRule, ruleText, RULE_KINDS, type Rule } from './policy-text';

/** What an admin opened for the group; each rule is set here or comes from above. */
export function PolicyTab({ group }: { group: string }) {
  const { data, error, refetch } = usePolicy(group);
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return data ? <Rules key={JSON.stringify(data.own)} policy={data} /> : <SkeletonRows />;
}

function Rules({ policy }: { policy: PolicyDto }) {
  const t = useTranslations('groups.policy');
  const may = useMay('policy:set', '/');
  const save = useSetPolicy(policy.group);
  const [own, setOwn] = useState<PolicyDto['own']>(policy.own);
  const rules = Object.keys(policy.effective) as Rule[];
  const isChanged = JSON.stringify(own) !== JSON.stringify(policy.own);
  return (
    <div className="flex flex-col gap-4">
      <p className="text-sm text-fg-muted">{may ? t('intro') : t('introReader')}</p>
      <Card>
        <ul className="divide-y divide-line">
          {rules.map((rule) => <RuleRow key={rule} rule={rule} policy={policy} own={own} may={may} onChange={(value) => { const { [rule]: _, ...rest } = own; setOwn(value === undefined ? rest : { ...rest, [rule]: value }); }} />)}
        </ul>
      </Card>
      {may && <div className="flex justify-end gap-2"><Button disabled={!isChanged} onClick={() => setOwn(policy.own)}>{t('undo')}</Button><Button variant="primary" disabled={!isChanged} loading={save.isPending} onClick={() => void save.mutateAsync(own).then(() => toast.success(t('saved')), (error: unknown) => toast.error(error))}>{t('save')}</Button></div>}
    </div>
  );
}

const DEMANDS = new Set<Rule>(['requireDigest', 'recordTerminals']);

interface RowProps {
  rule: Rule;
  policy: PolicyDto;
  own: PolicyDto['own'];
  may: boolean;
  onChange: (value: PolicyDto['own'][Rule] | undefined) => void;
}

function RuleRow({ rule, policy, own, may, onChange }: RowProps) {
  const t = useTranslations('groups.policy');
  const isSet = own[rule] !== undefined;
  const from = policy.from[rule];
  const kind = RULE_KINDS[rule];
  const value = isSet ? own[rule] : policy.effective[rule];
  // What opens something is open or closed; what demands something is on or off.
  const [yes, no] = DEMANDS.has(rule) ? (['on', 'off'] as const) : (['yes', 'no'] as const);
  const plain = ruleText(rule, value) || t(rule === 'images' ? 'pullable' : 'closed');
  const words = kind === 'flag' ? t(value ? yes : no) : plain;
  return (
    <li className="grid gap-x-6 gap-y-2 px-4 py-3 md:grid-cols-[1fr_1.2fr]">
      <div><h3 className="text-sm font-medium">{t(`rules.${rule}.title`)}</h3><p className="text-xs text-fg-muted">{t(`rules.${rule}.text`)}</p></div>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        {may ? (
          <>
            <Select className="w-44 max-w-full" aria-label={t(`rules.${rule}.title`)} value={!isSet ? 'inherit' : kind === 'flag' ? String(own[rule]) : 'set'} onValueChange={(choice) => onChange(choice === 'inherit' ? undefined : kind === 'flag' ? choice === 'true' : policy.effective[rule])}
              options={[{ value: 'inherit', label: t('inherit') }, ...(kind === 'flag' ? [{ value: 'true', label: t(yes) }, { value: 'false', label: t(no) }] : [{ value: 'set', label: t('own') }])]} />
            {isSet && kind !== 'flag' && <RuleInput rule={rule} value={own[rule]} label={t(`rules.${rule}.title`)} hint={t(`rules.${rule}.example`)} onChange={onChange} />}
          </>
        ) : null}
        {(!may || !isSet) && <p className="flex flex-wrap items-center gap-2 text-[13px]"><span className="font-mono text-xs [overflow-wrap:anywhere]">{words}</span><Badge>{isSet ? t('own') : from ? t('from', { group: from }) : t('byDefault')}</Badge></p>}
      </div>
    </li>
  );
}

/** Keeps what is typed until it means something. */
function RuleInput({ rule, value, label, hint, onChange }: { rule: Rule; value: unknown; label: string; hint: string; onChange: RowProps['onChange'] }) {
  const [text, setText] = useState(() => ruleText(rule, value));
  const read = readRule(rule, text);
  return <Input className="min-w-48 flex-1 font-mono text-[13px]" aria-label={label} aria-invalid={read === undefined} value={text} placeholder={hint} spellCheck={false} onChange={(event) => { setText(event.target.value); const next = readRule(rule, event.target.value); if (next !== undefined) onChange(next); }} />;
}
