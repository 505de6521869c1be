import { DefinitionError } from './definition-error';
import type { HistoryLine } from './history';
import { invokeFunction, parsePayload } from './invoke-function';
import { isObject, type Json, type JsonObject } from './json';
import type { Run } from './run';
import { callSdk, calling, SDK_SERVICE_NAMES, sdkActionOf, type SdkAction } from './sdk-task';
import { SERVICE_TASKS, type ServiceTask } from './service-tasks';
import type { StateError } from './state-error';

/**
 * Checks parameter names of a service call, literal or from a path (`NAME.$`).
 *
 * @param what - `lambda:invoke`
 * @param needed - the required parameter
 * @throws DefinitionError
 */
function checkParameters(what: string, parameters: unknown, known: readonly string[], needed: string): void {
  const names = isObject(parameters) ? Object.keys(parameters).map((name) => name.replace(/\.\$$/, '')) : [];
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0)
    throw new DefinitionError(
      `${what} does not take ${unknown.join(', ')} here. It takes: ${known.join(', ')}`,
    );
  if (!names.includes(needed))
    throw new DefinitionError(`${what} needs ${needed} in its Parameters or Arguments`);
}

/** A Lambda function by ARN: the state's input is its event, its answer the result. */
const functionTask: Integration = {
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

/** History events of a service integration. */
function taskEvents(resourceType: string, resource: string): Integration['events'] {
  const what = { resourceType, resource };
  return {
    scheduled: (_resource, input, { history, region }) => {
      history.add('TaskScheduled', {
        taskScheduledEventDetails: { ...what, region, parameters: JSON.stringify(input) },
      });
      history.add('TaskStarted', { taskStartedEventDetails: what });
    },
    succeeded: (output, history) =>
      history.add('TaskSucceeded', { taskSucceededEventDetails: { ...what, output } }),
    failed: ({ error, cause }, history) => {
      const details = { ...what, error, ...(cause !== undefined && { cause }) };
      if (error === 'States.Timeout') history.add('TaskTimedOut', { taskTimedOutEventDetails: details });
      else history.add('TaskFailed', { taskFailedEventDetails: details });
    },
  };
}

const INVOKE_PARAMETERS = ['FunctionName', 'Payload', 'InvocationType', 'Qualifier', 'LogType'];

/** Lambda Invoke with parameters; the result is Invoke's output. */
const invokeTask: Integration = {
  check: (parameters) => checkParameters('lambda:invoke', parameters, INVOKE_PARAMETERS, 'FunctionName'),
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

const PUBLISH_PARAMETERS = ['TopicArn', 'Message', 'Subject'];

/** SNS Publish as the state machine's role; messages that are not strings are sent as JSON. */
const publishTask: Integration = {
  check: (parameters) => checkParameters('sns:publish', parameters, PUBLISH_PARAMETERS, 'TopicArn'),
  call: (_resource, input, run) => {
    const { Message, ...request } = input as { [name: string]: Json };
    const text = typeof Message === 'string' ? Message : JSON.stringify(Message ?? '');
    return calling({ errors: 'SNS', client: 'AmazonSNS' }, run, () =>
      run.aws<{ MessageId: string }>('sns', 'Publish', { ...request, Message: text }),
    );
  },
  events: taskEvents('sns', 'publish'),
};

/** An optimized integration from the table of services. */
const serviceTask = (name: string, { parameters: known, needed, call }: ServiceTask): Integration => ({
  check: (parameters) => checkParameters(name, parameters, known, needed),
  call: (_resource, input, run) => call(input as JsonObject, run),
  events: taskEvents(...(name.split(/:(.+)/, 2) as [string, string])),
});

/** An AWS SDK integration. */
const sdkTask = (name: string, action: SdkAction): Integration => ({
  check: (parameters) => {
    if (parameters !== undefined && !isObject(parameters))
      throw new DefinitionError(`The Parameters of ${name} must be an object`);
  },
  call: (_resource, input, run) => callSdk(action, input, run),
  events: taskEvents(...(name.split(/:(?=\w+$)/, 2) as [string, string])),
});

/** An integration of a Task state. */
export interface Integration {
  /** @throws DefinitionError */
  check?(parameters: unknown): void;
  /** @throws StateError */
  call(resource: string, input: Json, run: Run): Promise<Json>;
  /** History events. */
  readonly events: {
    scheduled(resource: string, input: Json, run: Run): void;
    succeeded(output: string, history: HistoryLine): void;
    failed(error: StateError, history: HistoryLine): void;
  };
}

/** AWS's optimized integrations, by suffix of `arn:aws:states:::`. */
const SERVICES: Readonly<Record<string, Integration>> = {
  'lambda:invoke': invokeTask,
  'sns:publish': publishTask,
  ...Object.fromEntries(Object.entries(SERVICE_TASKS).map(([name, one]) => [name, serviceTask(name, one)])),
};

const FUNCTION_ARN = /^arn:aws[\w-]*:lambda:[\w-]+:\d{12}:function:[\w-]+(?::[\w$-]+)?$/;

/**
 * The integration of a Task's Resource.
 *
 * @throws DefinitionError for an unsupported one
 */
export function integrationOf(resource: string): Integration {
  if (FUNCTION_ARN.test(resource)) return functionTask;
  const [, service = ''] = /^arn:aws[\w-]*:states:::(.+)$/.exec(resource) ?? [];
  if (Object.hasOwn(SERVICES, service)) return SERVICES[service];
  const action = sdkActionOf(service);
  if (action) return sdkTask(service, action);
  const known = Object.keys(SERVICES).map((name) => `arn:aws:states:::${name}`);
  throw new DefinitionError(
    `The embedded AWS cannot run the resource ${resource}: ` +
      `it takes the ARN of a Lambda function, ${known.join(', ')}, and arn:aws:states:::aws-sdk:SERVICE:ACTION of ` +
      SDK_SERVICE_NAMES.join(', '),
  );
}
