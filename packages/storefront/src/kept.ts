/** Entries in the browser's storage. They exist only with consent. */
const KEPT = [
  /** The stable anonymous id, which never leaves the browser. */
  'id',
  /** The session, for one tab. */
  'session',
  /** Clicked recommendations. */
  'clicks',
  /** Viewed items, newest first. */
  'viewed',
  /** The visitor's experiment, and the time until which a purchase counts for it. */
  'experiment',
  /** Expiry, token and id of the guest. After a refusal, only the time until which the API is not asked again. */
  'guest',
] as const;

/** `id`, `session`, … */
export type Kept = (typeof KEPT)[number];

const storageOf = (name: Kept): Storage => (name === 'session' ? sessionStorage : localStorage);

const PREFIX = 'recommended-items-';

/** Reads an entry; null or undefined if there is none, or if the browser blocks storage. */
export function read(name: Kept): string | null | undefined {
  try {
    return storageOf(name).getItem(PREFIX + name);
  } catch {
    return undefined;
  }
}

/** Reads an entry that is a list; empty if there is none. */
export function readList<Value>(name: Kept): readonly Value[] {
  try {
    return JSON.parse(read(name) ?? '[]') as Value[];
  } catch {
    return [];
  }
}

/** Writes an entry, or deletes it if there is no text. */
export function write(name: Kept, text?: string): void {
  try {
    const storage = storageOf(name);
    if (text) storage.setItem(PREFIX + name, text);
    else storage.removeItem(PREFIX + name);
  } catch {
    // Storage is blocked, so each page sees a new visitor.
  }
}

/** Token and id of the guest, empty after a refusal; undefined if the API has not been asked yet, or the entry has expired. */
export function keptGuest(): readonly [token?: string, id?: string] | undefined {
  const [until, ...guest] = read('guest')?.split(' ') ?? [];
  return +until > Date.now() / 1000 ? (guest as [string, string]) : undefined;
}

/** Deletes all entries. */
export const forgetAll = (): void => KEPT.forEach((name) => write(name));
