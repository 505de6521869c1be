import { settle } from './shop';
import type { TestPersonalize } from './start-personalize';

/**
 * Calls the events API over HTTP, as its SDK client does: JSON to `/events`, `/items` or `/users`. Invalid
 * input is sent unchanged.
 */
export async function stream(
  { endpoint }: TestPersonalize,
  path: 'events' | 'items' | 'users',
  input: object,
): Promise<{ status: number; body: string }> {
  const authorization =
    'AWS4-HMAC-SHA256 Credential=test/20261124/us-east-1/personalize/aws4_request, SignedHeaders=host, Signature=0';
  const response = await fetch(`${endpoint}/${path}`, {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/json' },
    body: JSON.stringify(input),
  });
  return { status: response.status, body: await response.text() };
}

/** Creates an event tracker, waits for it, and returns its tracking id. */
export async function createTracker(aws: TestPersonalize, datasetGroupArn: string): Promise<string> {
  const { personalize } = aws;
  const tracker = { name: 'tracker', datasetGroupArn };
  const { eventTrackerArn, trackingId } = await personalize.createEventTracker(tracker);
  const describe = () => personalize.describeEventTracker({ eventTrackerArn });
  await settle(aws, async () => (await describe()).eventTracker?.status);
  return trackingId!;
}
