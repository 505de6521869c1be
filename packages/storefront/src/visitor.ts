import { forgetAll, keptGuest, read, write, type Kept } from './kept';

/** A visitor who has consented. */
export interface Visitor {
  readonly session: string;
  /** Whether the visitor agrees to become a guest, too. */
  readonly isGuest: boolean;
  /** Number from 0 to 2³² - 1, see {@link visitorNumber}; absent if the browser cannot hash. */
  number?: number;
}

/** If the visitor consented on an earlier page, shelves wait this long for the consent on this page. */
const CONSENT_MS = 300;

let visitor: Visitor | undefined;
let numbered = Promise.resolve();
let resolveConsent = (): void => {};
/**
 * Resolves when consent is known. A stored id means that consent is about to be given. Without waiting, shelves would ask twice.
 */
const consentKnown = read('id')
  ? new Promise<void>((resolve) => {
      resolveConsent = resolve;
      setTimeout(resolve, CONSENT_MS);
    })
  : Promise.resolve();

/** The visitor; undefined without consent. */
export const currentVisitor = (): Visitor | undefined => visitor;

/** The guest's token; empty without consent, or if the API admitted no guest. */
export const guestToken = (): string => (visitor?.isGuest && keptGuest()?.[0]) || '';

/** Resolves when consent is known and, if it was given, the visitor's number. */
export const visitorKnown = (): Promise<void> => consentKnown.then(() => numbered);

/**
 * Creates the ids, or deletes them.
 *
 * @returns whether this changes anything
 */
export function setConsent(consent: boolean | 'guest'): boolean {
  const isGuest = consent === 'guest';
  const isNew = consent ? visitor?.isGuest !== isGuest : Boolean(visitor);
  if (!consent) {
    visitor = undefined;
    // This also deletes entries of an earlier page.
    forgetAll();
  } else if (isNew) {
    if (!isGuest) write('guest');
    const given: Visitor = (visitor = { session: idOf('session'), isGuest });
    numbered = visitorNumber(idOf('id')).then((number) => void (given.number = number));
  }
  resolveConsent();
  return isNew;
}

/** 128 random bits. */
export const randomId = (): string => crypto.getRandomValues(new Uint32Array(4)).join('-');

/** A stored id; created on the first call. */
function idOf(name: Kept): string {
  const id = read(name) ?? randomId();
  write(name, id);
  return id;
}

/**
 * The number by which an experiment assigns visitors to arms: the first 32 bits of a hash, from which the id cannot be recovered.
 *
 * @returns `undefined` on pages without HTTPS, where browsers offer no hashing
 */
export async function visitorNumber(id: string): Promise<number | undefined> {
  const text = new TextEncoder().encode(`ecommerce-recommenders:${id}`);
  const digest = await crypto.subtle?.digest('SHA-256', text);
  return digest && new DataView(digest).getUint32(0);
}
