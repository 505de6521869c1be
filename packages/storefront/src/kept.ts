/** What is kept in the browser with consent. Without consent there is none of it. */
const KEPT = [
  /** The stable anonymous id, which never leaves the browser. */
  'id',
  /** The session, of one tab. */
  'session',
  /** Which recommendations were clicked. */
  'clicks',
  /** The experiment that the visitor takes part in, and until when a purchase counts for it. */
  'experiment',
] as const;

/** `id`, `session`, … */
export type Kept = (typeof KEPT)[number];

const storageOf = (name: Kept): Storage => (name === 'session' ? sessionStorage : localStorage);

const PREFIX = 'recommended-items-';

/** The text kept under this name; null or undefined where there is none, or the browser denies the page its storage. */
export function read(name: Kept): string | null | undefined {
  try {
    return storageOf(name).getItem(PREFIX + name);
  } catch {
    return undefined;
  }
}

/** Keeps a text under this name, or without a text deletes it. */
export function write(name: Kept, text?: string): void {
  try {
    const storage = storageOf(name);
    if (text) storage.setItem(PREFIX + name, text);
    else storage.removeItem(PREFIX + name);
  } catch {
    // The browser denies the page its storage: the visitor is a new one on the next page.
  }
}

/** Deletes all that is kept. */
export const forgetAll = (): void => KEPT.forEach((name) => write(name));
