import { DefinitionError } from './definition-error';
import { functionTask } from './function-task';
import type { HistoryLine } from './history';
import { invokeTask } from './invoke-task';
import type { Json } from './json';
import { publishTask } from './publish-task';
import type { Run } from './run';
import type { StateError } from './state-error';

/** What a Task state can have done for it. */
export interface Integration {
  /** @throws DefinitionError */
  check?(parameters: unknown): void;
  /** @throws StateError */
  call(resource: string, input: Json, run: Run): Promise<Json>;
  /** What it writes to the execution's history. */
  readonly events: {
    scheduled(resource: string, input: Json, run: Run): void;
    succeeded(output: string, history: HistoryLine): void;
    failed(error: StateError, history: HistoryLine): void;
  };
}

/** Those that AWS calls optimised, by what stands behind `arn:aws:states:::`. */
const SERVICES: Readonly<Record<string, Integration>> = {
  'lambda:invoke': invokeTask,
  'sns:publish': publishTask,
};

const FUNCTION_ARN = /^arn:aws[\w-]*:lambda:[\w-]+:\d{12}:function:[\w-]+(?::[\w$-]+)?$/;

/**
 * The integration behind a Task state's Resource.
 *
 * @throws DefinitionError for one that the embedded AWS does not have
 */
export function integrationOf(resource: string): Integration {
  if (FUNCTION_ARN.test(resource)) return functionTask;
  const [, service = ''] = /^arn:aws[\w-]*:states:::(.+)$/.exec(resource) ?? [];
  if (Object.hasOwn(SERVICES, service)) return SERVICES[service];
  const known = Object.keys(SERVICES).map((name) => `arn:aws:states:::${name}`);
  throw new DefinitionError(
    `The embedded AWS cannot run the resource ${resource}: ` +
      `it takes the ARN of a Lambda function, ${known.join(' and ')}`,
  );
}
