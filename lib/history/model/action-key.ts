/** The name of an action's sentence among the texts: `POST /api/v1/apps/[appId]/scale` → `post_apps_appId_scale`. */
export const actionKey = (action: string) => action.replace('/api/v1/', '').replace(/^[A-Z]+(?= )/, (method) => method.toLowerCase()).replace(/[^A-Za-z]+/g, '_').replace(/_$/, '');
