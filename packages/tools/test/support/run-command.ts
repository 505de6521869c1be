import { execFile } from 'node:child_process';
import { resolve } from 'node:path';

export const ROOT = resolve(__dirname, '../../../..');

export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export const execute = (program: string, args: readonly string[], env = process.env): Promise<Outcome> =>
  new Promise((done) => {
    execFile(program, args, { cwd: ROOT, env, maxBuffer: 1e7 }, (error, stdout, stderr) =>
      done({ code: Number(error?.code ?? 0), stdout, stderr }),
    );
  });

export const recommenders = (...args: readonly string[]): Promise<Outcome> =>
  execute(process.execPath, ['bin/recommenders.cjs', ...args]);
