import { responseUrl } from '../response-url';
import { ResourceError, resourceType } from './resource-type';

/** The last part of a handle's URL. */
const tokenOf = (url: string): string => url.slice(url.lastIndexOf('/') + 1);

/**
 * A URL that accepts signals by PUT, like the response URLs of custom resources.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudformation-waitconditionhandle.html
 */
export const waitConditionHandle = resourceType({
  properties: {},
  create: async (_properties, { platform, responses }) => {
    const token = platform.newId();
    responses.openHandle(token);
    return { physicalId: responseUrl(platform.region, token) };
  },
  remove: async (url, { responses }) => responses.closeHandle(tokenOf(url)),
});

/**
 * Waits for signals to its handle, on the embedded AWS's clock.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudformation-waitcondition.html
 */
export const waitCondition = resourceType({
  properties: {
    Count: { type: 'integer', min: 0 },
    Handle: { type: 'string', required: true },
    Timeout: { type: 'integer', required: true, min: 0, max: 43_200 },
  },
  create: async ({ Count = 1, Handle, Timeout }, context) => {
    const { platform, responses, signal, newName } = context;
    const handle = responses.handle(tokenOf(Handle));
    if (!handle) throw new ResourceError(`Handle must be the Ref of a WaitConditionHandle, got ${Handle}`);
    const over = new AbortController();
    const end = (): void => over.abort();
    const timer = platform.clock.schedule(Timeout * 1_000, end);
    signal.addEventListener('abort', end, { once: true });
    if (signal.aborted) end();
    try {
      for (;;) {
        const { version } = handle.changes;
        const signals = [...handle.signals];
        const failure = signals.find(([, { Status }]) => Status === 'FAILURE');
        if (failure)
          throw new ResourceError(
            `WaitCondition received failed message: '${failure[1].Reason}' for uniqueId: ${failure[0]}`,
          );
        if (signals.length >= Count) {
          const data = Object.fromEntries(signals.map(([id, { Data }]) => [id, Data]));
          return { physicalId: newName({ maxLength: 255 }), attributes: { Data: JSON.stringify(data) } };
        }
        if (signal.aborted) throw new ResourceError('Resource creation cancelled');
        if (over.signal.aborted)
          throw new ResourceError(
            `WaitCondition timed out. Received ${signals.length} conditions when expecting ${Count}`,
          );
        await handle.changes.after(version, over.signal);
      }
    } finally {
      timer.cancel();
      signal.removeEventListener('abort', end);
    }
  },
  update: async () => {
    throw new ResourceError('Update to resource type AWS::CloudFormation::WaitCondition is not supported.');
  },
  remove: async () => {},
});
