import { CloudWatch } from '@aws-sdk/client-cloudwatch';
import { startLocalAws, type LocalAws } from '../../../local/local-aws';
import type { Message } from '../../../local/messages';

const MINUTE_MS = 60_000;

/** An embedded AWS, and CloudWatch's client on it. */
export interface WatchedAws {
  readonly aws: LocalAws;
  readonly cloudWatch: CloudWatch;
  messages(): Promise<Message[]>;
  /** Turns the clock to half a minute after the end of this many minutes from now, and lets what is due happen. */
  turnMinutes(minutes: number): Promise<void>;
  close(): Promise<void>;
}

/** Starts one in the middle of a minute, so that a test does not run over the end of one. */
export async function startWatchedAws(): Promise<WatchedAws> {
  const aws = await startLocalAws();
  const cloudWatch = new CloudWatch({ endpoint: aws.endpoint, maxAttempts: 1 });
  const turnMinutes = async (minutes: number): Promise<void> => {
    const { clock } = aws;
    const wanted = (Math.floor(clock.now() / MINUTE_MS) + minutes + 0.5) * MINUTE_MS;
    await clock.advance(wanted - clock.now());
  };
  await turnMinutes(1);
  return {
    aws,
    cloudWatch,
    messages: async () => (await (await fetch(`${aws.endpoint}/_local/messages`)).json()) as Message[],
    turnMinutes,
    close: async () => {
      cloudWatch.destroy();
      await aws.close();
    },
  };
}
