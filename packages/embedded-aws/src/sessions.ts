import { randomBytes } from 'node:crypto';
import type { Clock } from './clock';
import type { Caller } from './authorization/principal';
import type { Session } from './platform';

/** Temporary credentials, and the caller behind an access key. */
export interface Sessions {
  /**
   * @param roleArn - `arn:aws:iam::…:role/path/NAME`
   * @param roleId - its unique id: `AROA…`
   */
  begin(roleArn: string, roleId: string, sessionName: string, durationSeconds: number): Session;
  /** The caller behind an access key: a session's role, a user, or the account itself for any other key. */
  identify(accessKeyId: string): Caller;
  /** Whether an access key belongs to an expired session. */
  isExpired(accessKeyId: string): boolean;
  clear(): void;
}

/**
 * @param clock - decides when sessions expire
 * @param holderOf - the user with an access key
 */
export function createSessions(
  accountId: string,
  clock: Clock,
  holderOf: (accessKeyId: string) => Caller | undefined,
): Sessions {
  const sessions = new Map<string, Session>();
  return {
    begin: (roleArn, roleId, sessionName, durationSeconds) => {
      const roleName = roleArn.slice(roleArn.lastIndexOf('/') + 1);
      const session: Session = {
        accessKeyId: `ASIA${randomBytes(8).toString('hex').toUpperCase()}`,
        secretAccessKey: randomBytes(20).toString('hex'),
        sessionToken: randomBytes(48).toString('base64'),
        arn: `arn:aws:sts::${accountId}:assumed-role/${roleName}/${sessionName}`,
        userId: `${roleId}:${sessionName}`,
        roleArn,
        expiresAtMs: clock.now() + durationSeconds * 1_000,
      };
      sessions.set(session.accessKeyId, session);
      return session;
    },
    identify: (accessKeyId) =>
      sessions.get(accessKeyId) ??
      holderOf(accessKeyId) ?? {
        accessKeyId,
        arn: `arn:aws:iam::${accountId}:root`,
        userId: accountId,
      },
    isExpired: (accessKeyId) => (sessions.get(accessKeyId)?.expiresAtMs ?? Infinity) <= clock.now(),
    clear: () => sessions.clear(),
  };
}
