import type { KMSClient } from '@aws-sdk/client-kms';
import { userHash } from '@ecommerce-recommenders/shop-data/data/mapping/user-hash';
import { personIds } from '../../src/recommend/user-id';

const Mac = Buffer.from('code');
const kms = { send: async () => ({ Mac }) } as unknown as KMSClient;
const hashOf = userHash(Mac);

describe('the ids by which a stack may know a person', () => {
  it('are the shop’s own where it hashes none', async () => {
    await expect(personIds(kms, {}, 'a'.repeat(64))).resolves.toEqual(['a'.repeat(64)]);
  });

  it('are the hash, also of an id that looks like one, which stays beside it', async () => {
    const outputs = { UserKeyArn: 'arn:key' };
    await expect(personIds(kms, outputs, 'c3')).resolves.toEqual([hashOf('c3')]);
    const alike = 'a'.repeat(64);
    await expect(personIds(kms, outputs, alike)).resolves.toEqual([hashOf(alike), alike]);
  });

  it('are the id alone of a guest, which the API made', async () => {
    await expect(personIds(kms, { UserKeyArn: 'arn:key' }, 'guest:1')).resolves.toEqual(['guest:1']);
  });
});
