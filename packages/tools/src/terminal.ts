import type { TableConstructorOptions } from 'cli-table3';
import { visibleLines } from '@ecommerce-recommenders/csv/visible';

/** Remedies by error code or name, where the SDK's message is not enough. */
const ADVICE: Record<string, string> = {
  ECONNREFUSED:
    'Nothing listens there. Start the embedded AWS with "npm run local", or unset AWS_ENDPOINT_URL to ask AWS.',
  ENOTFOUND: 'There is no such host. Check AWS_ENDPOINT_URL, AWS_REGION and the network.',
  CredentialsProviderError:
    'There are no AWS credentials. Set AWS_PROFILE, or the variables that "npm run local" prints.',
  ENOSPC: 'Make room on that disk, or write to another. Temporary files are where TMPDIR says.',
  ExpiredTokenException: 'The AWS credentials have expired. Log in again.',
  ExpiredToken: 'The AWS credentials have expired. Log in again.',
};

/**
 * An error message for the user: what happened and, if known, what to do. Messages may quote untrusted text, so
 * control characters are escaped.
 */
export function explainError(error: unknown): string {
  if (!(error instanceof Error)) return visibleLines(String(error));
  const code = 'code' in error ? String(error.code) : error.name;
  // This error has no code.
  const advice = /Region is missing/.test(error.message)
    ? 'Set AWS_REGION, or a region in the AWS profile.'
    : ADVICE[code];
  const message = visibleLines(error.message);
  return advice === undefined ? message : `${message}\n${advice}`;
}

/** Control, format and separator characters that {@link JSON.stringify} does not escape. */
const LEFT_OVER = /[\u007f-\u009f\p{Zl}\p{Zp}\p{Cf}]/gu;

/** JSON that is safe on a terminal and parses to the same value. */
export function terminalJson(value: unknown): string {
  return JSON.stringify(value, null, 2).replace(LEFT_OVER, (character) =>
    Array.from({ length: character.length }, (_, at) => escaped(character.charCodeAt(at))).join(''),
  );
}

const escaped = (codeUnit: number): string => `\\u${codeUnit.toString(16).padStart(4, '0')}`;

/** The `chars` option of cli-table3 for a table without lines. */
const NO_FRAME = Object.fromEntries(
  [
    ['top', 'top-mid', 'top-left', 'top-right', 'bottom', 'bottom-mid', 'bottom-left', 'bottom-right'],
    ['mid', 'left-mid', 'mid-mid', 'right-mid', 'left', 'middle', 'right'],
  ].flatMap((parts) => parts.map((part) => [part, ''])),
);

/** A table's looks: framed on a terminal, with colours unless NO_COLOR forbids them; plain columns in a file. */
export function tableStyle(isTerminal: boolean): Pick<TableConstructorOptions, 'style' | 'chars'> {
  if (!isTerminal) return { style: { head: [], border: [] }, chars: NO_FRAME };
  const hasColours = !process.env.NO_COLOR;
  return { style: { compact: true, head: hasColours ? ['bold'] : [], border: hasColours ? ['gray'] : [] } };
}
