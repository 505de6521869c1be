import { parseBoundedJson, isRecord } from '../../../bounded-json';
import { ResourceError } from './resource-type';

/** A successful response of a custom resource's function. */
export interface CustomResourceResponse {
  readonly PhysicalResourceId: string;
  /** Values for Fn::GetAtt. */
  readonly Data: Readonly<Record<string, unknown>>;
}

/** A failure response. */
export class CustomResourceFailure extends ResourceError {
  constructor(
    reason: string,
    /** The resource, if named: a failed creation may have left one. */
    readonly physicalId?: string,
  ) {
    super(reason);
  }
}

const MAX_RESPONSE_BYTES = 4096;

/**
 * Parses the body that a custom resource's function has sent to its ResponseURL.
 *
 * @throws CustomResourceFailure
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-responses.html
 */
export function parseCustomResourceResponse(body: string, requestId: string): CustomResourceResponse {
  if (Buffer.byteLength(body) > MAX_RESPONSE_BYTES)
    throw new CustomResourceFailure('Response object is too long.');
  const { Status, Reason, PhysicalResourceId, Data } = parseObject(body);
  const physicalId =
    typeof PhysicalResourceId === 'string' && PhysicalResourceId ? PhysicalResourceId : undefined;
  if (Status === 'FAILED')
    throw new CustomResourceFailure(
      `Received response status [FAILED] from custom resource. Message returned: ${String(Reason)} (RequestId: ${requestId})`,
      physicalId,
    );
  if (Status !== 'SUCCESS')
    throw new CustomResourceFailure(`Invalid response status ${String(Status)}`, physicalId);
  if (physicalId === undefined) throw new CustomResourceFailure('Invalid PhysicalResourceId');
  return { PhysicalResourceId: physicalId, Data: isRecord(Data) ? Data : {} };
}

function parseObject(body: string): Record<string, unknown> {
  try {
    const parsed = parseBoundedJson(body);
    if (isRecord(parsed)) return parsed;
  } catch {
    // Not JSON: same message.
  }
  throw new CustomResourceFailure(`Invalid Json Object: ${body.slice(0, 200)}`);
}
