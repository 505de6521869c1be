import { isLoopbackHost } from 'embedded-aws/gateway/known-host';

/** The shop that the shoppers visit. */
interface ShopAddress {
  /** The stack's output; absent without an API. */
  readonly url: string | undefined;
  readonly stack: string;
}

const WHY =
  'Shoppers are simulated, and the experiment of a real shop would count them, so they only visit the embedded AWS.';

const isLoopback = (url: string): boolean => URL.canParse(url) && isLoopbackHost(new URL(url).host);

/**
 * Rejects anything but a stack on the embedded AWS.
 *
 * @param endpoint - to which AWS requests go
 * @throws Error that says what to do
 */
export async function requireEmbeddedShop(endpoint: string | undefined, shop?: ShopAddress): Promise<void> {
  if (endpoint === undefined || !isLoopback(endpoint))
    throw new Error(
      `AWS_ENDPOINT_URL is ${endpoint ?? 'not set'}, which is no embedded AWS. ${WHY} Start one with "npm run local", and point ` +
        'this shell at it: eval "$(npx recommenders env)"',
    );
  const health = await fetch(new URL('/_local/health', endpoint)).catch(() => undefined);
  if (!health?.ok)
    throw new Error(`No embedded AWS answers at ${endpoint}. ${WHY} Start one with "npm run local".`);
  if (!shop) return;
  if (shop.url === undefined)
    throw new Error(
      `The stack ${shop.stack} has no API for shoppers to visit. Set api and experiment in cdk.json, and deploy: docs/effect.md has ` +
        'the commands.',
    );
  if (!isLoopback(shop.url))
    throw new Error(`The API of ${shop.stack} is at ${shop.url}, which is not on this machine. ${WHY}`);
}
