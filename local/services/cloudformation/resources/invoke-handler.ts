import type { AwsCall } from '../../../platform';
import { ResourceError } from './resource-error';

interface Invocation {
  readonly FunctionError?: string;
  readonly Payload: string;
}

/** Lambda runs what nobody waits for again while it fails. */
const ATTEMPTS = 3;

/**
 * Invokes a custom resource's function. AWS does so asynchronously and so never learns how the invocation
 * ends; here a function that crashes each time fails its resource at once, and not after the service timeout.
 *
 * @param event - with the ResponseURL that the function answers to; what it returns means nothing
 * @throws ResourceError, AwsError
 */
export async function invokeHandler(aws: AwsCall, functionArn: string, event: object): Promise<void> {
  if (!/^arn:[\w-]+:lambda:/.test(functionArn))
    throw new ResourceError(
      `Invalid service token: the embedded AWS has Lambda functions for custom resources alone, got ${functionArn}`,
    );
  const Payload = JSON.stringify(event);
  let failure = '';
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const invocation = await aws<Invocation>('lambda', 'Invoke', { FunctionName: functionArn, Payload });
    if (invocation.FunctionError === undefined) return;
    failure = invocation.Payload;
  }
  throw new ResourceError(
    `The function ${functionArn} failed ${ATTEMPTS} times without a response: ${failure}. See its log.`,
  );
}
