import { defineErrors } from '@/lib/platform/errors';

export const tenantErrors = defineErrors('tenants', { request_not_found: 404, request_not_waiting: 409, thing_not_found: 404, thing_taken: 409, thing_of_an_app: 409 });
