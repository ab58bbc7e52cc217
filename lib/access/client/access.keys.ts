export const accessKeys = {
  users: ['access', 'users'] as const,
  userList: (search: string) => [...accessKeys.users, search] as const,
  sessions: ['access', 'sessions'] as const,
  tokens: ['access', 'tokens'] as const,
  secondFactor: ['access', 'second-factor'] as const,
  secondFactorPolicy: ['access', 'second-factor-policy'] as const,
  providers: ['access', 'identity-providers'] as const,
};
