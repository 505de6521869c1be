import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClock } from 'embedded-aws/clock';
import { quietTurns } from 'embedded-aws/quiet-turns';

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
