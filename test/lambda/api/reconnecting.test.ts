import { KMSClient } from '@aws-sdk/client-kms';
import { PersonalizeRuntimeClient } from '@aws-sdk/client-personalize-runtime';
import { reconnecting } from '../../../lambda/add-ons/reconnecting';
import { dyingConnections } from '../support/dying-connections';
import { asUser, bodyOf, itemsOf, World } from './world';

const FOR_YOU = '/recommendations/recommended-for-you';

describe('after a pause in which its connections have died', () => {
  const answer = { MacValid: true, itemList: [{ itemId: 'i9' }], recommendationId: 'RID' };
  const server = dyingConnections(() => JSON.stringify(answer));

  it('the API answers its first visitor live, and opens no circuit', async () => {
    const world = new World();
    const config = { ...server.config(), maxAttempts: 1 };
    const runtime = reconnecting(new PersonalizeRuntimeClient(config));
    const kms = reconnecting(new KMSClient(config));
    const ask = world.start({}, { runtime, kms });
    await ask(FOR_YOU, asUser('ann'));
    const before = server.resets();
    const second = await ask(FOR_YOU, asUser('bob'));
    expect(server.resets()).toBe(before + 2);
    expect([second.statusCode, bodyOf(second).from, itemsOf(second)]).toEqual([200, 'live', ['i9']]);
    expect(world.log).not.toContainEqual(expect.objectContaining({ message: 'circuit' }));
    for (const client of [runtime, kms]) client.destroy();
  });
});
