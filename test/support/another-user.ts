import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';

/** `nobody`, who exists on every Linux. */
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

/** `describe`, or a skipped one that gives the reason if no process of another user can be started. */
export const describeWithAnotherUser: (name: string, tests: () => void) => void =
  why === undefined ? describe : (name, tests) => describe.skip(`${name} (skipped: ${why})`, tests);

/** A program's output as another user, parsed as JSON. */
export async function printedByNobody(program: string, ...args: string[]): Promise<unknown> {
  const { stdout } = await promisify(execFile)(process.execPath, ['-e', program, ...args], NOBODY);
  return JSON.parse(stdout);
}

/** Runs a program as another user to its end, blocking this process. */
export function runByNobodyMeanwhile(program: string, ...args: string[]): void {
  const { status, stderr } = spawnSync(process.execPath, ['-e', program, ...args], NOBODY);
  if (status !== 0) throw new Error(stderr.toString());
}
