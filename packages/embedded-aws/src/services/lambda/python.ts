import { execFileSync } from 'node:child_process';
import { AwsError } from '../../aws-error';

/** By PATH. */
const found = new Map<string | undefined, string>();

/**
 * Path of the machine's Python, looked up once: `python3` may be a wrapper script.
 *
 * @throws AwsError if there is none
 */
export function pythonOf(): string {
  try {
    const python =
      found.get(process.env.PATH) ??
      execFileSync('python3', ['-c', 'import sys; print(sys.executable)'], {
        env: process.env,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      }).trim();
    found.set(process.env.PATH, python);
    return python;
  } catch (cause) {
    throw new AwsError(
      'InvalidParameterValueException',
      `Python functions need python3 on the PATH of the embedded AWS, which cannot be run: ${(cause as Error).message}. ` +
        'Install Python, or write the function in JavaScript.',
    );
  }
}
