import { defineErrors } from '@/lib/platform/errors';

export const ciErrors = defineErrors('ci', { one_of: 422, token_wrong: 401, no_tag: 422, failed: 422, still_running: 504, badge_unknown: 404 });
