import { startLocalAws, type LocalAws } from '../src/local-aws';

/** What every client of the SDK is made of. */
interface ClientConfig {
  readonly endpoint: string;
  readonly region: string;
  readonly maxAttempts: number;
  readonly credentials: { accessKeyId: string; secretAccessKey: string; sessionToken?: string };
}

/** A fresh embedded AWS and clients of it. */
export interface Account {
  readonly aws: LocalAws;
  /** A client of the SDK for that service; a given member of the configuration makes another one. */
  readonly client: <Client extends { destroy(): void }>(
    type: new (config: ClientConfig & { forcePathStyle: boolean }) => Client,
    more?: Partial<ClientConfig>,
  ) => Client;
}

/** Runs `use` with a fresh embedded AWS, which is gone afterwards. */
export async function withAccount<Answer>(use: (account: Account) => Promise<Answer>): Promise<Answer> {
  const aws = await startLocalAws({ functions: 'inline', latency: 'realistic' });
  const config = {
    endpoint: aws.endpoint,
    region: 'us-east-1',
    maxAttempts: 1,
    credentials: { accessKeyId: 'conformance', secretAccessKey: 'conformance' },
  };
  const clients = new Map<unknown, { destroy(): void }>();
  const others: { destroy(): void }[] = [];
  try {
    return await use({
      aws,
      client: (Type, more) => {
        const known = more ? undefined : clients.get(Type);
        if (known) return known as InstanceType<typeof Type>;
        const client = new Type({ ...config, forcePathStyle: true, ...more });
        if (more) others.push(client);
        else clients.set(Type, client);
        return client;
      },
    });
  } finally {
    for (const client of [...clients.values(), ...others]) client.destroy();
    await aws.close();
  }
}

/** The refusal of a call: the code, the message and the status. A call that succeeds gives its answer. */
export async function refusal(call: Promise<unknown>): Promise<unknown> {
  try {
    return { answer: await call };
  } catch (error) {
    const { name, message, $metadata } = error as Error & { $metadata?: { httpStatusCode?: number } };
    return { code: name, message, status: $metadata?.httpStatusCode };
  }
}
