import { stat } from 'node:fs/promises';
import type { BigIntStats } from 'node:fs';

/**
 * Refuses to write where the archive is, by whatever path or link it is named.
 *
 * @param option - what names the place, for the message
 * @throws Error that asks for another place
 */
export async function refuseOverwriting(archive: string, output: string, option: string): Promise<void> {
  const [one, other] = await Promise.all([statsOf(archive), statsOf(output)]);
  if (one === undefined || other === undefined || one.dev !== other.dev || one.ino !== other.ino) return;
  throw new Error(`${output} is the archive, which would be overwritten; name another place with ${option}`);
}

/** Undefined where nothing is. */
async function statsOf(path: string): Promise<BigIntStats | undefined> {
  return stat(path, { bigint: true }).catch(() => undefined);
}
