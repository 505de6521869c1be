import { DefinitionError } from '../definition-error';
import type { Json } from '../json';
import { readPath, scopeOf } from '../path';
import type { Run } from '../run';
import { StateError } from '../state-error';
import { ASSIGN, INPUT_OUTPUT, OUTPUT, TRANSITION } from '../state-fields';
import { stateType } from '../state-type';
import { parseTimestamp } from '../comparisons';

/** Waits for a duration or until a time, on the embedded AWS's clock. */
export const wait = stateType({
  fields: {
    ...INPUT_OUTPUT,
    ...TRANSITION,
    ...ASSIGN,
    Seconds: { type: 'integer', min: 0, max: 99_999_999 },
    SecondsPath: { type: 'string' },
    Timestamp: { type: 'string' },
    TimestampPath: { type: 'string' },
  },
  jsonata: {
    ...TRANSITION,
    ...OUTPUT,
    ...ASSIGN,
    Seconds: { type: 'integer', min: 0, max: 99_999_999 },
    Timestamp: { type: 'string' },
  },
  check: ({ Seconds, SecondsPath, Timestamp, TimestampPath }) => {
    const given = [Seconds, SecondsPath, Timestamp, TimestampPath].filter((field) => field !== undefined);
    if (given.length !== 1)
      throw new DefinitionError(
        'A Wait state must have exactly one of Seconds, SecondsPath, Timestamp and TimestampPath',
      );
    if (Timestamp !== undefined && parseTimestamp(Timestamp) === undefined)
      throw new DefinitionError(`Timestamp must be like 2030-01-31T12:00:00Z, got '${Timestamp}'`);
  },
  checkJsonata: ({ Seconds, Timestamp }) => {
    if ((Seconds === undefined) === (Timestamp === undefined))
      throw new DefinitionError('A Wait state must have exactly one of Seconds and Timestamp');
  },
  run: async ({ Seconds, SecondsPath, Timestamp, TimestampPath }, input, run) => {
    const seconds = SecondsPath === undefined ? Seconds : valueAt(SecondsPath, input, run);
    const timestamp = TimestampPath === undefined ? Timestamp : valueAt(TimestampPath, input, run);
    const delayMs =
      timestamp === undefined ? secondsToMs(seconds) : untilMs(timestamp, run.delays.platform.clock.now());
    await run.delays.wait(delayMs);
    return { output: input };
  },
});

function valueAt(path: string, input: Json, run: Run): Json {
  const value = readPath(path, scopeOf(input, run));
  if (value !== undefined) return value;
  throw new StateError('States.Runtime', `The path '${path}' finds nothing in ${JSON.stringify(input)}`);
}

function secondsToMs(seconds: Json | undefined): number {
  if (typeof seconds === 'number' && Number.isInteger(seconds) && seconds >= 0) return seconds * 1_000;
  throw new StateError(
    'States.Runtime',
    `Seconds must be an integer that is not negative, got ${JSON.stringify(seconds)}`,
  );
}

function untilMs(timestamp: Json, nowMs: number): number {
  const atMs = parseTimestamp(timestamp);
  if (atMs !== undefined) return atMs - nowMs;
  throw new StateError(
    'States.Runtime',
    `Timestamp must be a time like 2030-01-31T12:00:00Z, got ${JSON.stringify(timestamp)}`,
  );
}
