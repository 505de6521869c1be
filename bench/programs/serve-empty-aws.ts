import { startLocalAws } from 'embedded-aws/local-aws';

/** Starts an empty embedded AWS and prints its port. */
async function main(): Promise<void> {
  // Exits normally, so that temporary files are removed.
  process.once('SIGTERM', () => process.exit());
  const aws = await startLocalAws();
  console.log(JSON.stringify({ port: Number(new URL(aws.endpoint).port) }));
}

void main();
