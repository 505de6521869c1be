import type { ParityClients } from './parity-clients';
import type { Waiting } from './polled';
import { removeWhatTestsMade } from './remove-what-tests-made';

/** The world of {@link removeAll}. */
export interface RemovalWorld {
  readonly clients: ParityClients;
  readonly waiting: Waiting;
  readonly print: (text: string) => void;
}

/** Removes what a run has left behind, and says so. @throws Error with what is still there, and what to do */
export async function removeAll(prefix: string, { clients, waiting, print }: RemovalWorld): Promise<void> {
  const again = `"npm run parity -- --remove ${prefix}"`;
  print(`Removing everything whose name begins with ${prefix}; should this break off, ${again} goes on.`);
  const left = await removeWhatTestsMade(clients, prefix, waiting);
  if (left.length > 0)
    throw new Error(
      `Still there:\n${left.map((one) => `  ${one}`).join('\n')}\nTry again later with ${again}.`,
    );
  print('Nothing is left.');
}
