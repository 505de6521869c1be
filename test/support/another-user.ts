import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';

/** `nobody`, who exists on every Linux. */
export const NOBODY_UID = 65_534;
const NOBODY = { uid: NOBODY_UID, gid: NOBODY_UID, cwd: '/', env: {} };

/** Whether a process of another user can be started. */
export function canStartAnotherUser(): boolean {
  const isRootOnLinux = process.platform === 'linux' && process.getuid?.() === 0;
  return isRootOnLinux && spawnSync(process.execPath, ['--version'], NOBODY).status === 0;
}

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
