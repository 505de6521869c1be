import { checkParameters } from './check-parameters';
import type { Integration } from './integrations';
import { invokeFunction, parsePayload } from './invoke-function';
import type { Json } from './json';
import { taskEvents } from './task-events';

const PARAMETERS = ['FunctionName', 'Payload', 'InvocationType', 'Qualifier', 'LogType'];

/** Lambda's Invoke with its parameters; the result is what Invoke answers. */
export const invokeTask: Integration = {
  check: (parameters) => checkParameters('lambda:invoke', parameters, PARAMETERS, 'FunctionName'),
  call: async (_resource, input, run) => {
    const { Payload = {}, ...request } = input as { [name: string]: Json };
    const answer = await invokeFunction({ ...request, Payload: JSON.stringify(Payload) }, run);
    return {
      StatusCode: answer.StatusCode,
      ...(answer.ExecutedVersion !== undefined && { ExecutedVersion: answer.ExecutedVersion }),
      Payload: parsePayload(answer),
    };
  },
  events: taskEvents('lambda', 'invoke'),
};
