import { importErrors } from '../errors';

/** Something of the source that the spec has no place for, or that changed its meaning on the way. */
export interface NotCarried {
  /** Where it stands in the source: `services.web.build`. */
  at: string;
  code: 'unknown' | 'host_address' | 'from_shell' | 'variable_missing' | 'profile' | 'host_access' | 'no_need' | 'elsewhere' | 'extension' | 'condition' | 'exactly_one' | 'changed';
  params: Record<string, string>;
}

export type Report = (at: string, code?: NotCarried['code'], params?: Record<string, string>) => void;
type Json = Record<string, unknown>;
export const isMap = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Reads a map of the source key by key and, when it is done, reports every key that nobody asked for: forgetting one
 * cannot drop it silently.
 */
export class Reader {
  private readonly left: Set<string>;

  constructor(
    private readonly value: Json,
    readonly at: string,
    readonly report: Report,
  ) {
    this.left = new Set(Object.keys(value).filter((key) => value[key] !== undefined && value[key] !== null));
  }

  static of(value: unknown, at: string, report: Report): Reader {
    if (!isMap(value)) throw importErrors('not_a_map', { at });
    return new Reader(value, at, report);
  }

  place = (key: string) => (this.at === '' ? key : `${this.at}.${key}`);

  raw(key: string): unknown {
    this.left.delete(key);
    const value = this.value[key];
    return value === null ? undefined : value;
  }

  text(key: string): string | undefined {
    const value = this.raw(key);
    if (value === undefined) return undefined;
    if (typeof value === 'object') throw importErrors('bad_value', { at: this.place(key), value: JSON.stringify(value).slice(0, 80) });
    return String(value);
  }

  number(key: string): number | undefined {
    const text = this.text(key);
    if (text === undefined) return undefined;
    const value = Number(text);
    if (text.trim() === '' || Number.isNaN(value)) throw importErrors('bad_value', { at: this.place(key), value: text.slice(0, 80) });
    return value;
  }

  boolean(key: string): boolean | undefined {
    const value = this.raw(key);
    return value === undefined ? undefined : value === true || value === 'true';
  }

  list(key: string): unknown[] {
    const value = this.raw(key);
    if (value === undefined) return [];
    return Array.isArray(value) ? value : [value];
  }

  /** A map under this key, to be read and finished by `read`. */
  map<T>(key: string, read: (reader: Reader) => T): T | undefined {
    const value = this.raw(key);
    if (value === undefined) return undefined;
    const reader = Reader.of(value, this.place(key), this.report);
    const result = read(reader);
    reader.done();
    return result;
  }

  /** Each map of a list. */
  maps<T>(key: string, read: (reader: Reader, index: number) => T): T[] {
    return this.list(key).map((item, index) => {
      const reader = Reader.of(item, `${this.place(key)}[${index}]`, this.report);
      const result = read(reader, index);
      reader.done();
      return result;
    });
  }

  /** Known, and not carried for a reason of its own. */
  drop(key: string, code: NotCarried['code'], params: Record<string, string> = {}): void {
    if (this.left.delete(key)) this.report(this.place(key), code, params);
  }

  keys = () => [...this.left];

  done(): void {
    for (const key of this.left) this.report(this.place(key), key.startsWith('x-') ? 'extension' : 'unknown');
    this.left.clear();
  }
}
