import { tellsPeerUsers } from '../gateway/peer-user';
import { printError } from './terminal-lines';

/** What other users of the machine can do if the server cannot identify their connections. */
const THEY_MAY = {
  'embedded AWS': 'run code as you',
  page: 'see what it shows and send events with your credentials',
} as const satisfies Record<string, string>;

/** Warns before a server starts on a system that cannot tell which user owns a connection. */
export function warnOfOtherUsers(server: keyof typeof THEY_MAY): void {
  if (tellsPeerUsers()) return;
  printError(
    `Warning: the ${server} accepts requests from every user of this machine, because only Linux tells which user owns a connection. ` +
      `Continue only if no other user can log in here, or if all of them may ${THEY_MAY[server]}.`,
  );
}
