import { startLocalAws } from '../../src/local-aws';
import type { Message } from '../../src/messages';

const MINUTE_MS = 60_000;

/** Starts in mid-minute, so that a test does not cross a minute boundary. */
async function start() {
  const aws = await startLocalAws();
  /** Turns the clock to half a minute after the end of that many minutes from now, and runs what is due. */
  const turnMinutes = async (minutes: number): Promise<void> => {
    const { clock } = aws;
    const wanted = (Math.floor(clock.now() / MINUTE_MS) + minutes + 0.5) * MINUTE_MS;
    await clock.advance(wanted - clock.now());
  };
  await turnMinutes(1);
  const messages = async () => (await (await fetch(`${aws.endpoint}/_local/messages`)).json()) as Message[];
  return { ...aws, messages, turnMinutes };
}

/** An embedded AWS whose minutes are turned. */
export const startWatchedAws: () => ReturnType<typeof start> = start;
