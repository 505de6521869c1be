import { ListSchemasCommand, PersonalizeClient } from '@aws-sdk/client-personalize';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isTransient } from '../../../../lambda/shop/resources/is-transient';
import { WITHIN_A_POLL } from '../../../../lambda/shop/resources/within-a-poll';

describe('a call that Personalize does not answer', () => {
  it('ends by itself, and passes', async () => {
    const server = createServer(() => {}).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const client = new PersonalizeClient({
      ...WITHIN_A_POLL,
      endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      maxAttempts: 1,
      requestHandler: { ...WITHIN_A_POLL.requestHandler, requestTimeout: 20 },
    });
    const error: unknown = await client.send(new ListSchemasCommand({})).catch((thrown: unknown) => thrown);
    client.destroy();
    server.closeAllConnections();
    server.close();
    expect(error).toMatchObject({ name: 'TimeoutError' });
    expect(isTransient(error, 60)).toBe(true);
  });
});
