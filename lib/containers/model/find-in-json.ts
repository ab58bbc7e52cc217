/** The part of a JSON value whose keys or values hold the text, with the way to it; undefined when there is none. */
export function findInJson(value: unknown, search: string): unknown {
  return find(value, search.toLowerCase());
}

function find(value: unknown, word: string): unknown {
  if (Array.isArray(value)) {
    const found = value.map((item) => find(item, word)).filter((item) => item !== undefined);
    return found.length > 0 ? found : undefined;
  }
  if (value !== null && typeof value === 'object') {
    const found = Object.entries(value).flatMap(([key, item]) => {
      const part = key.toLowerCase().includes(word) ? (item as unknown) : find(item, word);
      return part === undefined ? [] : [[key, part] as const];
    });
    return found.length > 0 ? Object.fromEntries(found) : undefined;
  }
  return String(value).toLowerCase().includes(word) ? value : undefined;
}
