/** What is kept in the browser with consent, and where. Without consent there is none of it. */
const KEPT_IN = {
  /** The stable anonymous id, which never leaves the browser. */
  id: 'localStorage',
  /** The session, of one tab. */
  session: 'sessionStorage',
  /** Which recommendations were clicked. */
  clicks: 'localStorage',
  /** The experiment that the visitor takes part in, and until when a purchase counts for it. */
  experiment: 'localStorage',
} as const;

/** `id`, `session`, … */
export type Kept = keyof typeof KEPT_IN;

const PREFIX = 'recommended-items-';

/** The text kept under this name; undefined where there is none, or the browser denies the page its storage. */
export function read(name: Kept): string | undefined {
  try {
    return globalThis[KEPT_IN[name]].getItem(PREFIX + name) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Keeps a text under this name, or with undefined deletes it. */
export function write(name: Kept, text?: string): void {
  try {
    const storage = globalThis[KEPT_IN[name]];
    if (text === undefined) storage.removeItem(PREFIX + name);
    else storage.setItem(PREFIX + name, text);
  } catch {
    // The browser denies the page its storage: the visitor is a new one on the next page.
  }
}

/** Deletes all that is kept. */
export const forgetAll = (): void => (Object.keys(KEPT_IN) as Kept[]).forEach((name) => write(name));
