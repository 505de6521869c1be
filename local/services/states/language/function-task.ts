import type { Integration } from './integrations';
import { invokeFunction, parsePayload } from './invoke-function';

/** A Lambda function named by its ARN: the state's input is its event, its answer the result. */
export const functionTask: Integration = {
  call: async (resource, input, run) =>
    parsePayload(
      await invokeFunction(
        { FunctionName: resource, Payload: JSON.stringify(input), InvocationType: 'RequestResponse' },
        run,
      ),
    ),
  events: {
    scheduled: (resource, input, { history }) => {
      history.add('LambdaFunctionScheduled', {
        lambdaFunctionScheduledEventDetails: { resource, input: JSON.stringify(input) },
      });
      history.add('LambdaFunctionStarted');
    },
    succeeded: (output, history) =>
      history.add('LambdaFunctionSucceeded', { lambdaFunctionSucceededEventDetails: { output } }),
    failed: ({ error, cause }, history) => {
      const details = { error, ...(cause !== undefined && { cause }) };
      if (error === 'States.Timeout')
        history.add('LambdaFunctionTimedOut', { lambdaFunctionTimedOutEventDetails: details });
      else history.add('LambdaFunctionFailed', { lambdaFunctionFailedEventDetails: details });
    },
  },
};
