import type { CustomResourceEvent } from '../resources/lifecycle';
import { errorInWords } from '../resources/error-in-words';

/** Structured logger of the handlers: one JSON line for each call, with level and time. */
export interface HandlerLogger {
  info(message: string, fields: Fields): void;
  error(message: string, fields: Fields): void;
}

type Fields = Readonly<Record<string, unknown>>;

/**
 * The logger of a handler. It uses the field names of Powertools' logger; Powertools itself would take a fifth of a
 * handler's cold start.
 *
 * @see https://docs.powertools.aws.dev/lambda/typescript/latest/features/logger/#standard-structured-keys
 */
export const handlerLogger = (): HandlerLogger => ({
  info: (message, fields) => write('INFO', message, fields),
  error: (message, fields) => write('ERROR', message, fields),
});

/** Writes to stdout instead of the console, to whose lines Lambda adds fields that these lines already have. */
function write(level: 'INFO' | 'ERROR', message: string, fields: Fields): void {
  const line = {
    level,
    message,
    timestamp: new Date().toISOString(),
    service: 'ecommerce-recommenders',
    xray_trace_id: /Root=([^;]+)/.exec(process.env._X_AMZN_TRACE_ID ?? '')?.[1],
    ...fields,
  };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

/** Wraps a step of a state machine: logs its result or its error. */
export function logged<Step extends { readonly execution: string }, Answer extends object>(
  name: string,
  run: (step: Step) => Promise<Answer>,
  logger: HandlerLogger = handlerLogger(),
): (step: Step) => Promise<Answer> {
  return async (step) => {
    const fields = { correlation_id: step.execution };
    try {
      const answer = await run(step);
      logger.info(name, { ...fields, ...answer });
      return answer;
    } catch (error) {
      const reason = errorInWords(error);
      logger.error(name, { ...fields, reason });
      throw new Error(reason, { cause: error });
    }
  };
}

/** Log fields that identify a custom resource's request. */
export interface TransitionFields {
  /** Id of CloudFormation's request, the same in both functions. */
  readonly correlation_id: string;
  readonly stack: string;
  readonly request: string;
  /** Logical id. */
  readonly resource: string;
  /** Physical id; for Personalize resources, the ARN. */
  readonly id?: string;
}

/**
 * Only these fields are logged. The event also holds the presigned response URL, and whoever reads it could answer
 * CloudFormation in the handler's place.
 */
export const transitionFields = (event: CustomResourceEvent<unknown>): TransitionFields => ({
  correlation_id: event.RequestId,
  stack: event.StackId,
  request: event.RequestType,
  resource: event.LogicalResourceId,
  id: event.PhysicalResourceId,
});
