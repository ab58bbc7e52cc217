import { db } from '@/lib/platform/server/db';
import { SECOND_FACTOR_POLICIES, type SecondFactorPolicy } from '../../model/second-factor-policy';
import { accessChanged } from '../access-cache';

export const SECOND_FACTOR_SETTING = 'access.second-factor';

export async function readPolicy(): Promise<SecondFactorPolicy> {
  const row = await db().setting.findUnique({ where: { key: SECOND_FACTOR_SETTING } });
  return SECOND_FACTOR_POLICIES.find((policy) => policy === row?.value) ?? 'off';
}

export async function writePolicy(policy: SecondFactorPolicy): Promise<void> {
  await db().setting.upsert({ where: { key: SECOND_FACTOR_SETTING }, create: { key: SECOND_FACTOR_SETTING, value: policy }, update: { value: policy } });
  accessChanged();
}
