import { z } from 'zod';
import { containerHealth, containerRow, containerState } from '@/lib/environments/contract';
import { endpoint } from '@/lib/platform/endpoint';
import { listQuery } from '@/lib/platform/model/list-query';

const many = <T extends z.ZodType>(item: T) => z.preprocess((value) => (value === undefined || Array.isArray(value) ? value : [value]), z.array(item).optional());

export const containerDto = containerRow.extend({ app: z.object({ id: z.string(), path: z.string() }).nullable() });
export type ContainerDto = z.infer<typeof containerDto>;

export const listContainers = endpoint({
  method: 'GET', path: '/api/v1/containers', summary: 'List containers of all environments', permission: 'container:view',
  query: listQuery.extend({ state: many(containerState), health: many(containerHealth), label: many(z.string()) }),
  response: z.object({ items: z.array(containerDto), total: z.number() }),
});

export const CONTAINER_ACTIONS = ['start', 'stop', 'restart', 'kill', 'pause', 'unpause', 'remove'] as const;
export const containerAction = z.enum(CONTAINER_ACTIONS);
export type ContainerAction = z.infer<typeof containerAction>;

export const containerRef = z.strictObject({ environmentId: z.uuid(), id: z.string().min(1).max(200) });

export const actOnContainers = endpoint({
  method: 'POST', path: '/api/v1/containers/actions', summary: 'Start, stop, restart, kill, pause, unpause or remove many', permission: 'container:operate',
  body: z.strictObject({
    action: containerAction,
    items: z.array(containerRef).min(1).max(500),
    /** For `remove`: running ones too; anonymous volumes too. */
    force: z.boolean().default(false),
    removeVolumes: z.boolean().default(false),
    timeoutSeconds: z.number().int().min(0).max(3600).optional(),
  }),
  response: z.object({
    results: z.array(z.object({ environmentId: z.string(), id: z.string(), name: z.string(), ok: z.boolean(), code: z.string().optional(), detail: z.string().optional() })),
  }),
});
