/** What a client of the SDK signs its requests with; the embedded AWS reads the scope and no signature. */
export interface Signer {
  readonly accessKeyId: string;
  readonly sessionToken?: string;
}

/** The account itself. */
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
