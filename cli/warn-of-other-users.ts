import { tellsPeerUsers } from '../local/gateway/peer-user';

/** What other users of the machine can do where nothing tells their connections from the owner's. */
const THEY_MAY = {
  'embedded AWS': 'run code as you',
  page: 'see what it shows and send events with your credentials',
} as const satisfies Record<string, string>;

/** Says so on stderr before a server starts on a system that does not tell whose a connection is. */
export function warnOfOtherUsers(server: keyof typeof THEY_MAY): void {
  if (tellsPeerUsers()) return;
  console.error(
    `Warning: the ${server} will answer every user of this machine, because only Linux tells whose a connection is. ` +
      `Go on only if nobody else can log in here, or may ${THEY_MAY[server]}.`,
  );
}
