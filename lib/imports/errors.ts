import { defineErrors } from '@/lib/platform/errors';

export const importErrors = defineErrors('imports', { bad_text: 422, not_recognised: 422, no_image: 422, bad_value: 422, nothing: 422, not_a_map: 422, unclosed_quote: 422 });
