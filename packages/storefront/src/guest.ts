import { call, fire } from './call';
import { keptGuest, write } from './kept';
import { currentVisitor } from './visitor';

/** An answer of the API that admits a guest. */
interface Admitted {
  /** Id, for the shop's back end. */
  readonly guest: string;
  readonly token: string;
  /** Unix time in seconds. */
  readonly expires: number;
}

/** How long the API is not asked again after a refusal. */
const REFUSED_SECONDS = 3600;

let asking: Promise<void> | undefined;

/** Registers a consenting visitor as a guest, once. Never fails: without a guest, events belong to the session. */
export async function becomeGuest(api: string): Promise<void> {
  // While the page is being left, the answer would not arrive in time.
  if (!currentVisitor()?.isGuest || keptGuest() || document.visibilityState === 'hidden') return;
  asking ??= admit(api).finally(() => (asking = undefined));
  await asking;
}

async function admit(api: string): Promise<void> {
  const visitor = currentVisitor();
  const refused = { guest: '', token: '', expires: Math.floor(Date.now() / 1000) + REFUSED_SECONDS };
  const { guest, token, expires } = (await call(api, '/guests', '', { method: 'POST' }).catch(
    () => refused,
  )) as Admitted;
  // Not if consent was withdrawn in the meantime.
  if (visitor !== currentVisitor()) return;
  write('guest', `${expires} ${token} ${guest}`);
  if (guest) fire(document, 'guest', { guest });
}
