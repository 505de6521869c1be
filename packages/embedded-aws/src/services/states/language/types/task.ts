import { bounded } from '../bounded';
import { DefinitionError } from '../definition-error';
import { integrationOf } from '../integrations';
import type { Json } from '../json';
import { expressionIn } from '../jsonata';
import { readPath, scopeOf } from '../path';
import { StateError } from '../state-error';
import { ASSIGN, ERRORS, INPUT_OUTPUT, JSONATA_ERRORS, OUTPUT, RESULT, TRANSITION } from '../state-fields';
import { stateType } from '../state-type';

/** Calls a Lambda function or another service. */
export const task = stateType({
  fields: {
    ...INPUT_OUTPUT,
    ...TRANSITION,
    ...RESULT,
    ...ERRORS,
    ...ASSIGN,
    Parameters: { type: 'any' },
    Resource: { type: 'string', required: true },
    TimeoutSeconds: { type: 'integer', min: 1, max: 99_999_999 },
    TimeoutSecondsPath: { type: 'string' },
  },
  jsonata: {
    ...TRANSITION,
    ...JSONATA_ERRORS,
    ...OUTPUT,
    ...ASSIGN,
    Arguments: { type: 'any' },
    Resource: { type: 'string', required: true },
    TimeoutSeconds: { type: 'integer', min: 1, max: 99_999_999 },
  },
  check: ({ Resource, Parameters, TimeoutSeconds, TimeoutSecondsPath }) => {
    if (TimeoutSeconds !== undefined && TimeoutSecondsPath !== undefined)
      throw new DefinitionError(
        'A Task state must have at most one of TimeoutSeconds and TimeoutSecondsPath',
      );
    integrationOf(Resource).check?.(Parameters);
  },
  checkJsonata: ({ Resource, Arguments }) => {
    const integration = integrationOf(Resource as string);
    if (expressionIn(Arguments) === undefined) integration.check?.(Arguments);
  },
  run: async ({ Resource, TimeoutSeconds, TimeoutSecondsPath }, input, run) => {
    const { history, signal, delays } = run;
    const integration = integrationOf(Resource);
    const seconds =
      TimeoutSecondsPath === undefined
        ? TimeoutSeconds && positive('TimeoutSeconds', TimeoutSeconds)
        : positive(
            `TimeoutSecondsPath '${TimeoutSecondsPath}'`,
            readPath(TimeoutSecondsPath, scopeOf(input, run)),
          );
    delays.markSeen();
    integration.events.scheduled(Resource, input, run);
    try {
      const work = integration.call(Resource, input, run);
      const output = await bounded(work, signal, delays.platform.clock, seconds && seconds * 1_000);
      integration.events.succeeded(JSON.stringify(output), history);
      return { output };
    } catch (error) {
      if (error instanceof StateError) integration.events.failed(error, history);
      throw error;
    }
  },
});

function positive(what: string, seconds: Json | undefined): number {
  if (typeof seconds === 'number' && seconds > 0) return seconds;
  throw new StateError(
    'States.Runtime',
    `${what} must lead to a positive number, got ${JSON.stringify(seconds)}`,
  );
}
