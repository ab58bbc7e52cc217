export interface Place {
  environmentId: string;
  containerId: string;
}

export const containerKey = ({ environmentId, containerId }: Place, part = 'detail') => ['container', environmentId, containerId, part] as const;
