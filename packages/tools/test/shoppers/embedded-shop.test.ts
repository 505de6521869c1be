import { requireEmbeddedShop } from '../../src/shoppers/embedded-shop';
import { FakeShop } from './fake-shop';

const local = new FakeShop(undefined);
let endpoint = '';
beforeAll(async () => (endpoint = await local.start()));
afterAll(() => local.stop());

it('shoppers visit a stack on the embedded AWS', async () => {
  await requireEmbeddedShop(endpoint);
  await requireEmbeddedShop(endpoint, { url: 'http://127.0.0.1:5000', stack: 'Shop' });
});

it.each([
  ['AWS', undefined, 'AWS_ENDPOINT_URL is not set, which is no embedded AWS.'],
  ['an endpoint elsewhere', 'https://vpce.example', 'is https://vpce.example, which is no embedded'],
  ['an address that is none', 'nonsense', 'AWS_ENDPOINT_URL is nonsense'],
  ['a port where nothing listens', 'http://127.0.0.1:1', 'No embedded AWS answers at http://127.0.0.1:1.'],
])('shoppers refuse %s', async (_, address, message) => {
  await expect(requireEmbeddedShop(address)).rejects.toThrow(message);
});

it.each([
  ['no API', undefined, 'The stack Shop has no API for shoppers to visit.'],
  ['an API elsewhere', 'https://abc.execute-api.eu-west-1.amazonaws.com', 'which is not on this machine'],
])('shoppers refuse a stack with %s', async (_, url, message) => {
  await expect(requireEmbeddedShop(endpoint, { url, stack: 'Shop' })).rejects.toThrow(message);
});
