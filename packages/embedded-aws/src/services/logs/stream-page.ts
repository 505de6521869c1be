import { AwsError } from '../../aws-error';
import type { LogEvent } from './log-group';

/** A page of a stream's events, and the ways on from it. */
export interface StreamPage {
  readonly events: readonly LogEvent[];
  readonly nextForwardToken: string;
  readonly nextBackwardToken: string;
}

/** Behind all digits, so that an id with it stands just after the id. */
const AFTER = '~';

/**
 * Cuts a page out of a stream in either direction. A token is `f/` or `b/` and a place between two events:
 * forward are those whose ids are not below it, backward those whose ids are. Where there are no more, the
 * token is the one that came.
 *
 * @param events - in the order of their ids
 * @param startFromHead - where to begin without a token: with the oldest or with the newest
 * @throws AwsError `InvalidParameterException` for a token that is not of this operation
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
