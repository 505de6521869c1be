/** Calls an operation of a service that speaks JSON, by its target. */
export async function askJson(
  { endpoint }: { readonly endpoint: string },
  service: string,
  target: string,
  input: object,
): Promise<{ status: number; body: unknown }> {
  const headers = {
    authorization: `AWS4-HMAC-SHA256 Credential=test/20250101/us-east-1/${service}/aws4_request, Signature=0`,
    'content-type': 'application/x-amz-json-1.1',
    'x-amz-target': target,
  };
  const response = await fetch(endpoint, { method: 'POST', headers, body: JSON.stringify(input) });
  return { status: response.status, body: await response.json() };
}
