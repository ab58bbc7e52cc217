/** The chain that a row belongs to: its tenant's (`/team/app` → `/team`), or the console's own (``). */
export function chainOf(groupPath: string | null | undefined): string {
  const tenant = groupPath?.split('/')[1];
  return tenant ? `/${tenant}` : '';
}
