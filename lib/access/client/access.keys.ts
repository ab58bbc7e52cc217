export const accessKeys = {
  users: ['access', 'users'] as const,
  userList: (search: string) => [...accessKeys.users, search] as const,
  sessions: ['access', 'sessions'] as const,
  tokens: ['access', 'tokens'] as const,
};
