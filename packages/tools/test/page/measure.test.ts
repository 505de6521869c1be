import { S3Client } from '@aws-sdk/client-s3';
import { measureByItself } from '../../src/page/measure';
import { fakeClient } from '../support/fake-client';
import type { Shop } from '../../src/page/shop';

it.each([
  [2_000_000, true],
  [2_000_001, false],
])('a shop of %i interactions is measured by itself: %s', async (rows, isMeasured) => {
  const s3 = fakeClient(S3Client, { GetObject: new Error('asked') });
  const training = async () => ({ interactions: { users: { length: rows } } });
  const shop = { outputs: {}, clients: { s3 }, training } as unknown as Shop;
  const measured = await measureByItself(shop).catch((error: Error) => error.message);
  expect(measured).toBe(isMeasured ? 'asked' : undefined);
  // The next evaluation begins anew.
  expect([shop.evaluation, shop.measuring]).toEqual([undefined, undefined]);
});
