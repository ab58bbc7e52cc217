import { resetUser } from '@/lib/access/contract';
import { defineRoute } from '@/lib/access/server/define-route';
import { resetUser as reset } from '@/lib/access/server/manage-users';

export const POST = defineRoute(resetUser, ({ params }) => reset(params.id));
