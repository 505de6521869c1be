import { AwsError } from '../../aws-error';
import type { LogEvent } from './log-group';

/** A page of a stream's events, with tokens for both directions. */
export interface StreamPage {
  readonly events: readonly LogEvent[];
  readonly nextForwardToken: string;
  readonly nextBackwardToken: string;
}

/** Sorts after all digits, so an id with this suffix comes just after the id. */
const AFTER = '~';

/**
 * Cuts a page out of a stream in either direction. A token is `f/` or `b/` and a position between two events:
 * forward returns ids not below it, backward ids below it. At the end, the token repeats.
 *
 * @param events - sorted by id
 * @param startFromHead - without a token: start with the oldest or the newest
 * @throws AwsError `InvalidParameterException` for an invalid token
 */
export function streamPage(
  events: readonly LogEvent[],
  limit: number,
  startFromHead: boolean,
  token?: string,
): StreamPage {
  const start = token === undefined ? (startFromHead ? 'f/' : `b/${AFTER}`) : token;
  const [, direction, place] = /^([fb])\/((?:\d{56})?~?)$/.exec(start) ?? [];
  if (direction === undefined)
    throw new AwsError('InvalidParameterException', 'The specified nextToken is invalid.');
  const page =
    direction === 'f'
      ? events.filter(({ id }) => id >= place).slice(0, limit)
      : events.filter(({ id }) => id < place).slice(-limit);
  const emptyPlace = token === undefined ? '' : place;
  return {
    events: page,
    nextForwardToken: `f/${page.length > 0 ? page[page.length - 1].id + AFTER : emptyPlace}`,
    nextBackwardToken: `b/${page.length > 0 ? page[0].id : emptyPlace}`,
  };
}
