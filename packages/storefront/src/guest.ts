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

/** How long the API is not asked again after it has admitted nobody. */
const REFUSED_SECONDS = 3600;

let asking: Promise<void> | undefined;

/** Has the API admit a visitor who agrees to it, unless it was asked before. Never fails: without a guest there is a session. */
export async function becomeGuest(api: string): Promise<void> {
  // Nobody waits for an answer while the page is being left.
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
