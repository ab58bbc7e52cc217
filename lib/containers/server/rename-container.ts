import { containerErrors } from '../errors';
import { isContainerName } from '../model/check-spec';
import { nameOf } from '../model/inspect';
import { withPath } from './place-error';
import { type ContainerPlace, inspectAt } from './read-inspect';
import { refuseWhileReplaced } from './refuse-while-replaced';

export async function renameContainer(place: ContainerPlace, name: string): Promise<{ before: string }> {
  if (!isContainerName(name)) throw containerErrors('name_invalid', { name: name.slice(0, 100) }, '$.name');
  const { engine, inspect } = await inspectAt(place);
  await refuseWhileReplaced(inspect.Id, nameOf(inspect));
  if (nameOf(inspect) === name) return { before: name };
  await withPath({ 'environments.object_name_taken': () => containerErrors('name_taken', { name, engine: engine.name }, '$.name') }, () =>
    engine.call((docker) => docker.getContainer(inspect.Id).rename({ name })),
  );
  return { before: nameOf(inspect) };
}
