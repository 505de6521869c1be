import { DefinitionError } from './definition-error';
import type { Integration } from './integrations';
import { invokeFunction, parsePayload } from './invoke-function';
import { isObject, type Json } from './json';

const WHAT = { resourceType: 'lambda', resource: 'invoke' };
const PARAMETERS = ['FunctionName', 'Payload', 'InvocationType', 'Qualifier', 'LogType'];

/** Lambda's Invoke with its parameters; the result is what Invoke answers. */
export const invokeTask: Integration = {
  check: (parameters) => {
    const names = isObject(parameters)
      ? Object.keys(parameters).map((name) => name.replace(/\.\$$/, ''))
      : [];
    const unknown = names.filter((name) => !PARAMETERS.includes(name));
    if (unknown.length > 0)
      throw new DefinitionError(
        `lambda:invoke does not take ${unknown.join(', ')} here. It takes: ${PARAMETERS.join(', ')}`,
      );
    if (!names.includes('FunctionName'))
      throw new DefinitionError('lambda:invoke needs FunctionName in its Parameters');
  },
  call: async (_resource, input, run) => {
    const { Payload = {}, ...request } = input as { [name: string]: Json };
    const answer = await invokeFunction({ ...request, Payload: JSON.stringify(Payload) }, run);
    return {
      StatusCode: answer.StatusCode,
      ...(answer.ExecutedVersion !== undefined && { ExecutedVersion: answer.ExecutedVersion }),
      Payload: parsePayload(answer),
    };
  },
  events: {
    scheduled: (_resource, input, { history, region }) => {
      history.add('TaskScheduled', {
        taskScheduledEventDetails: { ...WHAT, region, parameters: JSON.stringify(input) },
      });
      history.add('TaskStarted', { taskStartedEventDetails: WHAT });
    },
    succeeded: (output, history) =>
      history.add('TaskSucceeded', { taskSucceededEventDetails: { ...WHAT, output } }),
    failed: ({ error, cause }, history) => {
      const details = { ...WHAT, error, ...(cause !== undefined && { cause }) };
      if (error === 'States.Timeout') history.add('TaskTimedOut', { taskTimedOutEventDetails: details });
      else history.add('TaskFailed', { taskFailedEventDetails: details });
    },
  },
};
