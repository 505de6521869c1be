import { fromQueue } from '../../lambda/from-queue';
import { ResourceError, type ResourceContext } from './resource-type';

interface Invocation {
  readonly FunctionError?: string;
  readonly Payload: string;
}

/** Lambda runs what nobody waits for again while it fails. */
const ATTEMPTS = 3;

/**
 * Invokes a custom resource's function. AWS does so asynchronously and so never learns how the invocation
 * ends; here a function that crashes each time fails its resource at once, and not after the service timeout.
 * As on AWS it may be invoked once more than it need be, if a fault wants it.
 *
 * @param event - with the ResponseURL that the function answers to; what it returns means nothing
 * @throws ResourceError, AwsError
 */
export async function invokeHandler(
  { aws, platform }: ResourceContext,
  functionArn: string,
  event: object,
): Promise<void> {
  if (!/^arn:[\w-]+:lambda:/.test(functionArn))
    throw new ResourceError(
      `Invalid service token: the embedded AWS has Lambda functions for custom resources alone, got ${functionArn}`,
    );
  const Payload = JSON.stringify(event);
  // What was queued runs even when the request has been cancelled meanwhile.
  const invoke = (): Promise<Invocation> =>
    fromQueue(() => aws('lambda', 'Invoke', { FunctionName: functionArn, Payload }), platform.clock);
  let failure = '';
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const { FunctionError, Payload: answer } = await invoke();
    if (FunctionError === undefined) {
      // Nobody asks how the second one ends.
      if (platform.faults.strike('function-twice', { function: functionArn.split(':')[6] }))
        await invoke().catch(() => {});
      return;
    }
    failure = answer;
  }
  throw new ResourceError(
    `The function ${functionArn} failed ${ATTEMPTS} times without a response: ${failure}. See its log.`,
  );
}
