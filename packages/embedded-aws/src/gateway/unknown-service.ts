import { AwsError } from '../aws-error';
import type { AwsRequest, AwsResponse } from './request';
import { toXml } from './xml';

/** The error for a service that the embedded AWS does not have. */
export const unknownService = (service: string): AwsError =>
  new AwsError('UnknownService', `The embedded AWS has no service ${service}`, 404);

/** Services of the REST-XML protocol, which cannot be recognized from a request without a body. */
const REST_XML = new Set(['cloudfront', 'route53', 's3-object-lambda', 's3-outposts', 's3express']);

/**
 * Renders the error in the protocol of the request. In any other, the client would report a parse error
 * instead.
 */
export function renderUnknownService(
  { code, message, status }: AwsError,
  service: string,
  { id, headers }: AwsRequest,
): AwsResponse {
  const type = String(headers['content-type'] ?? '');
  const xml = (body: object): AwsResponse => ({
    status,
    headers: { 'content-type': 'text/xml' },
    body: toXml(body),
  });
  if (service === 'ec2')
    return xml({ Response: { Errors: { Error: { Code: code, Message: message } }, RequestID: id } });
  if (type.includes('x-www-form-urlencoded') || type.includes('xml') || REST_XML.has(service))
    return xml({ ErrorResponse: { Error: { Type: 'Sender', Code: code, Message: message }, RequestId: id } });
  if (headers['smithy-protocol'] === 'rpc-v2-cbor')
    return {
      status,
      headers: { 'content-type': 'application/cbor', 'smithy-protocol': 'rpc-v2-cbor' },
      body: cborOfTexts({ __type: code, message, Message: message }),
    };
  return {
    status,
    headers: {
      'content-type': type.startsWith('application/x-amz-json-') ? type : 'application/json',
      'x-amzn-errortype': code,
    },
    // Which key the client reads is unknown without the service's model, so both are set.
    body: JSON.stringify({ __type: code, message, Message: message }),
  };
}

/** A map of short texts in CBOR. @see https://www.rfc-editor.org/rfc/rfc8949#section-3.1 */
function cborOfTexts(members: Readonly<Record<string, string>>): Buffer {
  const entries = Object.entries(members);
  const text = (value: string): Buffer => {
    const bytes = Buffer.from(value);
    return Buffer.concat([Buffer.from([0x79, bytes.length >> 8, bytes.length & 0xff]), bytes]);
  };
  return Buffer.concat([Buffer.from([0xa0 + entries.length]), ...entries.flat().map(text)]);
}
