import { startLocalAws } from 'embedded-aws/local-aws';
import { createEmbeddedShop, shopCsv } from '../http/embedded-shop';

/**
 * Starts the embedded AWS with a shop of the given number of items. Prints its port, the requests to send, and the credentials.
 */
async function main(): Promise<void> {
  // Exits normally, so that temporary files are removed.
  process.once('SIGTERM', () => process.exit());
  const [items] = process.argv.slice(2).map(Number);
  const aws = await startLocalAws();
  const shop = await createEmbeddedShop(aws.endpoint, {
    csv: shopCsv(items),
    useCases: ['most-viewed'],
    filter: 'INCLUDE ItemID WHERE Items.CATEGORY_L1 IN ($category)',
  });
  console.log(JSON.stringify({ port: Number(new URL(aws.endpoint).port), ...shop }));
}

void main();
