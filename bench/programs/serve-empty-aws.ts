import { startLocalAws } from 'embedded-aws/local-aws';

/** An empty embedded AWS: prints its port. */
async function main(): Promise<void> {
  // Its temporary files are removed on a normal exit.
  process.once('SIGTERM', () => process.exit());
  const aws = await startLocalAws();
  console.log(JSON.stringify({ port: Number(new URL(aws.endpoint).port) }));
}

void main();
