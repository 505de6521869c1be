import { fromQueue } from '../../lambda/from-queue';
import { ResourceError, type ResourceContext } from './resource-type';

interface Invocation {
  readonly FunctionError?: string;
  readonly Payload: string;
}

/** Lambda's attempts for an asynchronous invocation. */
const ATTEMPTS = 3;

/**
 * Invokes a custom resource's function. AWS does so asynchronously and never learns of crashes; here a
 * function that crashes every time fails its resource at once instead of after the service timeout. A fault
 * can make it run twice, which AWS allows.
 *
 * @param event - with the ResponseURL for the answer; the return value is ignored
 * @throws ResourceError, AwsError
 */
export async function invokeHandler(
  { aws, platform }: ResourceContext,
  functionArn: string,
  event: object,
): Promise<void> {
  if (!/^arn:[\w-]+:lambda:/.test(functionArn))
    throw new ResourceError(
      `Invalid service token: the embedded AWS supports only Lambda functions for custom resources, got ${functionArn}`,
    );
  const Payload = JSON.stringify(event);
  // A queued event runs even if the request has been cancelled.
  const invoke = (): Promise<Invocation> =>
    fromQueue(() => aws('lambda', 'Invoke', { FunctionName: functionArn, Payload }), platform.clock);
  let failure = '';
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const { FunctionError, Payload: answer } = await invoke();
    if (FunctionError === undefined) {
      // Fire and forget.
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
