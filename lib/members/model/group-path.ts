import { z } from 'zod';

/** Of a group or an app; `/` is the whole console. */
export const groupPath = z.string().max(255).regex(/^\/$|^(\/[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?){1,8}$/);
