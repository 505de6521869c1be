import { isRecord } from '../../../bounded-json';
import { responseUrl } from '../response-url';
import { parseCustomResourceResponse, type CustomResourceResponse } from './custom-resource-response';
import { invokeHandler } from './invoke-handler';
import { ResourceError, type ResourceContext } from './resource-type';

/** A custom resource's properties. */
export interface CustomProperties {
  readonly ServiceToken: string;
  /** Seconds. */
  readonly ServiceTimeout?: string;
}

/** A request to a custom resource's function. */
export interface CustomResourceRequest {
  readonly RequestType: 'Create' | 'Update' | 'Delete';
  readonly properties: CustomProperties;
  readonly previous?: CustomProperties;
  readonly physicalId?: string;
}

const DEFAULT_TIMEOUT_SECONDS = 3600;

/**
 * Invokes a custom resource's function and waits for its response, at most for the service timeout.
 *
 * @throws ResourceError with the function's reason, or that it did not respond
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-requests.html
 */
export function requestCustomResource(
  context: ResourceContext,
  request: CustomResourceRequest,
): Promise<CustomResourceResponse> {
  const { platform, responses, signal } = context;
  const { ServiceToken, ServiceTimeout = DEFAULT_TIMEOUT_SECONDS } = request.properties;
  const requestId = platform.newId();
  const token = platform.newId();
  const event = {
    RequestType: request.RequestType,
    ServiceToken,
    ResponseURL: responseUrl(platform.region, token),
    StackId: context.stackId,
    RequestId: requestId,
    LogicalResourceId: context.logicalId,
    PhysicalResourceId: request.physicalId,
    ResourceType: context.type,
    ResourceProperties: withTextScalars(request.properties),
    OldResourceProperties: request.previous && withTextScalars(request.previous),
  };

  return new Promise<CustomResourceResponse>((resolve, reject) => {
    const settle = (end: () => void): void => {
      timer.cancel();
      signal.removeEventListener('abort', cancel);
      responses.forget(token);
      end();
    };
    const fail = (error: Error): void => settle(() => reject(error));
    const cancel = (): void => fail(new ResourceError('Resource operation cancelled'));
    const timer = platform.clock.schedule(Number(ServiceTimeout) * 1000, () =>
      fail(
        new ResourceError(
          'CloudFormation did not receive a response from your custom resource. ' +
            `Please check your logs for requestId [${requestId}]. If you are using the Python cfn-response ` +
            'module, you may need to update your Lambda function code so that CloudFormation can attach the ' +
            'updated version.',
        ),
      ),
    );
    responses.expect(token, (body) => {
      if (platform.faults.strike('response-lost', { resource: context.logicalId })) return;
      try {
        const response = parseCustomResourceResponse(body, requestId);
        settle(() => resolve(response));
      } catch (error) {
        fail(error as Error);
      }
    });
    signal.addEventListener('abort', cancel);
    invokeHandler(context, ServiceToken, event).catch(fail);
  });
}

/** CloudFormation passes every scalar as text. */
function withTextScalars(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withTextScalars);
  if (isRecord(value))
    return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, withTextScalars(entry)]));
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
}
