import { createInterface } from 'node:readline/promises';
import { LOCAL_REGION, localEnvironment } from 'embedded-aws/environment';

/**
 * Points this process at AWS or at an embedded AWS. It ignores any endpoint that is set in the shell, and keeps the
 * shell's credentials from an embedded AWS.
 */
export function pointAt(endpoint: string | undefined): void {
  const variables = endpoint === undefined ? {} : localEnvironment({ endpoint, region: LOCAL_REGION });
  for (const name of Object.keys(process.env))
    if (/^AWS_ENDPOINT_URL/.test(name) || (endpoint !== undefined && /^AWS_/.test(name)))
      delete process.env[name];
  Object.assign(process.env, variables);
}

/** Asks on the terminal. Resolves to whether the answer is yes. */
export async function askOnTerminal(question: string): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return /^y(es)?$/i.test((await terminal.question(question)).trim());
  } finally {
    terminal.close();
  }
}

/** How a command can be confirmed. */
export interface Questioned {
  /** Skips the question. */
  readonly yes: boolean;
  readonly isCi: boolean;
  readonly isTerminal: boolean;
}

/**
 * @param asks - beginning of the error's sentence: "These tests … ask first"
 * @throws Error that says what to do, if a command must ask for confirmation and there is no terminal
 */
export function requireSomebodyToAsk({ yes, isCi, isTerminal }: Questioned, asks: string): void {
  if (yes) return;
  if (isCi) throw new Error(`${asks}; in CI nobody answers. Run "npm test" there, or add --yes.`);
  if (!isTerminal) throw new Error(`${asks}; there is no terminal to ask on. Run it on one, or add --yes.`);
}
