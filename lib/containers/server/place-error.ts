import { AppError, isAppError } from '@/lib/platform/errors';

type Placed = string | ((error: AppError) => AppError);

/** Says at which field of the input an engine's refusal is to be put right: a JSON path, or an error of one's own. */
export async function withPath<T>(places: Record<string, Placed>, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isAppError(error)) throw error;
    const place = Object.hasOwn(places, error.code) ? places[error.code] : undefined;
    if (place === undefined) throw error;
    throw typeof place === 'string' ? new AppError(error.code, error.status, error.params, place) : place(error);
  }
}
