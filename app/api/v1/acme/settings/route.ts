import { defineRoute } from '@/lib/access/server/define-route';
import { listAcmeSettings } from '@/lib/certificates/contract';
import { listAcmeSettings as list } from '@/lib/certificates/server/acme/acme-settings';

export const GET = defineRoute(listAcmeSettings, () => list());
