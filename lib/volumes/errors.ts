import { defineErrors } from '@/lib/platform/errors';

export const volumeErrors = defineErrors('volumes', { in_use: 409, kept: 409, name_taken: 409 });
