export const SECOND_FACTOR_POLICIES = ['off', 'admins', 'everyone'] as const;
export type SecondFactorPolicy = (typeof SECOND_FACTOR_POLICIES)[number];

export const demandsSecondFactor = (policy: SecondFactorPolicy, role: string): boolean => policy === 'everyone' || (policy === 'admins' && role === 'admin');
