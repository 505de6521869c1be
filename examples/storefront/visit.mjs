/** Items that a cart holds at most: a token for a purchase names them all. */
const MOST_IN_CART = 20;

/**
 * What the browser's cookies say: who is signed in, what is in the cart, and whether the visitor agrees to be remembered. A real
 * shop has passwords and sessions; here whoever says so is user 1.
 */
export function visitOf({ cookie = '' }) {
  const { user, cart, consent } = Object.fromEntries(cookie.split('; ').map((pair) => pair.split('=')));
  return {
    user: /^\d{1,6}$/.exec(user)?.[0],
    cart: cart?.match(/[\w-]+/g)?.slice(-MOST_IN_CART) ?? [],
    /** `yes`, `no`, or undefined before the visitor has chosen. */
    consent: /^(yes|no)$/.exec(consent)?.[0],
  };
}

/** A cookie of this shop's pages; deleted without a value. */
export const cookieOf = (name, value = '') =>
  `${name}=${value}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${value ? 30 * 24 * 3600 : 0}`;

const MOST_FORM_BYTES = 10_000;

/** What a form says. */
export async function formOf(request) {
  let text = '';
  for await (const chunk of request) {
    text += chunk;
    if (text.length > MOST_FORM_BYTES) throw new Error('The form is too long.');
  }
  return new URLSearchParams(text);
}
