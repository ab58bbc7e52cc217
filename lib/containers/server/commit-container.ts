import { containerErrors } from '../errors';
import { isImageReference } from '../model/check-spec';
import { splitReference } from '../model/split-reference';
import { type ContainerPlace, inspectAt } from './read-inspect';

const SLOW_DISK_MS = 300_000;

export async function commitContainer(place: ContainerPlace, body: { reference: string; comment: string; pause: boolean }): Promise<{ imageId: string }> {
  const { repository, tag } = splitReference(body.reference);
  if (!isImageReference(body.reference) || body.reference.includes('@') || repository !== repository.toLowerCase()) throw containerErrors('reference_invalid', { reference: body.reference.slice(0, 100) }, '$.reference');
  const { engine, inspect } = await inspectAt(place);
  const answer = await engine.call((docker) => docker.getContainer(inspect.Id).commit({ repo: repository, tag, comment: body.comment, pause: body.pause }), { timeoutMs: SLOW_DISK_MS });
  await engine.inventory.refresh('image');
  return { imageId: (answer as { Id: string }).Id };
}
