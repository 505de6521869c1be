import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';

/** `nobody`, who is on every Linux. */
export const NOBODY_UID = 65_534;
const NOBODY = { uid: NOBODY_UID, gid: NOBODY_UID, cwd: '/', env: {} };

/** Why no process of another user can be started, or undefined. */
function obstacle(): string | undefined {
  if (process.platform !== 'linux') return 'this is not Linux';
  if (process.getuid?.() !== 0) return 'only root can start a process of another user; run the tests as root';
  const { status } = spawnSync(process.execPath, ['--version'], NOBODY);
  return status === 0 ? undefined : `nobody cannot execute ${process.execPath}; put node where everybody can`;
}

const why = obstacle();

/** `describe`, or a skipped one that says why no process of another user can be started. */
export const describeWithAnotherUser: (name: string, tests: () => void) => void =
  why === undefined ? describe : (name, tests) => describe.skip(`${name} (skipped: ${why})`, tests);

/** What a program of another user prints, as JSON. */
export async function printedByNobody(program: string, ...args: string[]): Promise<unknown> {
  const { stdout } = await promisify(execFile)(process.execPath, ['-e', program, ...args], NOBODY);
  return JSON.parse(stdout);
}

/** Runs a program of another user from its beginning to its end while this process does nothing. */
export function runByNobodyMeanwhile(program: string, ...args: string[]): void {
  const { status, stderr } = spawnSync(process.execPath, ['-e', program, ...args], NOBODY);
  if (status !== 0) throw new Error(stderr.toString());
}
