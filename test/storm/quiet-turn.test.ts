import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClock } from 'embedded-aws/clock';
import { quietTurns } from './quiet-turn';

it('turns the clock while nothing happens, and not while a disk takes its time', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'quiet-turn-'));
  const slow = join(folder, 'slow');
  execFileSync('mkfifo', [slow]);
  const clock = createClock();
  const { turn, rest } = quietTurns({ clock, requests: { total: 0 } as never });
  const beforeMs = clock.now();
  const turnedMs = (): number => clock.now() - beforeMs;
  // Blocks until the other end is opened.
  const reader = open(slow, 'r');
  for (let times = 0; times < 20; times += 1) await turn();
  const turnedMeanwhileMs = turnedMs();
  const writer = await open(slow, 'w');
  await Promise.all([writer.close(), reader.then((file) => file.close())]);
  expect(turnedMeanwhileMs).toBeLessThan(60_000);
  await rest();
  while (turnedMs() < 60_000) await turn();
  rmSync(folder, { recursive: true });
});

it('turns from one rest to the next, further each time until there is a request', async () => {
  const clock = createClock(0.001);
  const requests = { total: 0 };
  const { turnToRest } = quietTurns({ clock, requests: requests as never });
  const beganMs = clock.now();
  clock.schedule(5_000, () => void (requests.total += 1));
  const seconds: number[] = [];
  for (let times = 0; times < 5; times += 1) {
    await turnToRest();
    seconds.push(Math.round((clock.now() - beganMs) / 1_000));
  }
  expect(seconds).toEqual([1, 3, 7, 8, 10]);
});
