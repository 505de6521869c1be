/** Credentials of an SDK client; the embedded AWS reads the credential scope and does not check the signature. */
export interface Signer {
  readonly accessKeyId: string;
  readonly sessionToken?: string;
}

/** The account's root user. */
export const ROOT: Signer = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE' };

/** The headers of a signed request for a service in us-east-1, as an SDK sends them. */
export function signedHeaders(
  { accessKeyId, sessionToken }: Signer,
  service: string,
): Record<string, string> {
  return {
    'x-amz-date': '20260101T000000Z',
    ...(sessionToken !== undefined && { 'x-amz-security-token': sessionToken }),
    authorization:
      `AWS4-HMAC-SHA256 Credential=${accessKeyId}/20260101/us-east-1/${service}/aws4_request, ` +
      `SignedHeaders=host;x-amz-date, Signature=${'0'.repeat(64)}`,
  };
}

/** Number of distinct requests. They cycle through users and categories, so that consecutive answers differ. */
const QUESTIONS = 200;
const NUM_RESULTS = 25;

/** Requests of a load test. */
interface Questions {
  readonly recommenderArn: string;
  /** Filter with which to ask for a category of `shop-csv.ts`. */
  readonly filterArn?: string;
  readonly customer: Signer;
}

/** Requests for recommendations as an SDK sends them, each for a different user. */
export function recommendationRequests({ recommenderArn, filterArn, customer }: Questions): Buffer[] {
  return Array.from({ length: QUESTIONS }, (_, question) => {
    const body = JSON.stringify({
      recommenderArn,
      userId: `user-${question}`,
      numResults: NUM_RESULTS,
      ...(filterArn && { filterArn, filterValues: { category: `"category-${question % 100}"` } }),
    });
    const headers = {
      host: '127.0.0.1',
      'user-agent': 'aws-sdk-js/3 ua/2.1 os/linux lang/js md/nodejs#20 api/personalize-runtime#3',
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      'amz-sdk-request': 'attempt=1; max=3',
      ...signedHeaders(customer, 'personalize'),
    };
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    return Buffer.from(`POST /recommendations HTTP/1.1\r\n${lines.join('')}\r\n${body}`);
  });
}
