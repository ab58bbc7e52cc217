'use client';
import { useState } from 'react';
import { ApiError } from './call-api';

/** Runs a call and keeps each of its refusals by the field it is about; what is about no field is `rest`. */
export function useFieldErrors(prefix = '$.') {
  const [errors, setErrors] = useState<Map<string, string>>(new Map());
  const [rest, setRest] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  const run = async <T>(work: () => Promise<T>): Promise<{ answer: T } | null> => {
    setBusy(true);
    setErrors(new Map());
    setRest(null);
    try {
      return { answer: await work() };
    } catch (error) {
      const placed = error instanceof ApiError ? (error.problem.errors ?? []).filter(({ path }) => path.startsWith(prefix)) : [];
      setErrors(new Map(placed.map(({ path, message }) => [path.slice(prefix.length), message])));
      setRest(placed.length === 0 ? (error as Error).message : null);
      return null;
    } finally {
      setBusy(false);
    }
  };
  return { at: (field: string) => errors.get(field), rest, run, busy, setErrors };
}
