import { defineErrors } from '@/lib/platform/errors';

export const imageErrors = defineErrors('images', { bad_build_args: 422, build_failed: 422, upload_too_large: 413, upload_missing: 422, not_tar: 422, in_use: 409, kept: 409, only_name: 409, push_failed: 502 });
