import { GetCallerIdentityCommand, type STSClient } from '@aws-sdk/client-sts';
import { visible } from '../../domain/visible';
import type { OtherWords } from './parity-variables';
import { parityPlan } from './parity-plan';
import { removeAll, type RemovalWorld } from './remove-all';

/** What was asked for on the command line, and where. */
export interface ParityOptions {
  readonly prefix: string;
  readonly endpoint?: string;
  readonly withRecommenders: boolean;
  /** Whether the question is answered already. */
  readonly yes: boolean;
  readonly isCi: boolean;
  readonly isTerminal: boolean;
}

/** The world of {@link runParity}. */
export interface ParityWorld extends RemovalWorld {
  readonly clients: RemovalWorld['clients'] & { readonly sts: STSClient };
  /** Whether the answer is yes. */
  readonly ask: (question: string) => Promise<boolean>;
  /** Runs the tests; whether all have passed, what they have found out, and where the service's words are other ones. */
  readonly runTests: () => Promise<{
    readonly havePassed: boolean;
    readonly findings: readonly string[];
    readonly otherWords: readonly OtherWords[];
  }>;
}

/**
 * Runs the parity tests against an account once somebody has agreed to it, and removes what they have made, also
 * when they have failed.
 *
 * @throws Error that says why nothing was run, which test has failed or what is left
 */
export async function runParity(options: ParityOptions, world: ParityWorld): Promise<void> {
  requireSomebodyToAsk(options);
  const { Account: account = '', Arn: caller = '' } = await world.clients.sts.send(
    new GetCallerIdentityCommand({}),
  );
  const region = await world.clients.personalize.config.region();
  world.print(`${parityPlan({ ...options, account, caller, region })}\n`);
  if (!options.yes && !(await world.ask('Go on? [y/N] '))) throw new Error('Nothing was created.');

  const tested = world.runTests().then(({ havePassed, findings, otherWords }) => {
    world.print(inWords(otherWords));
    if (findings.length > 0)
      world.print(
        `\nWhat no guide says, and this run has found out:\n${findings.map((one) => `  ${one}\n`).join('')}`,
      );
    return havePassed;
  });
  const havePassed = await tested.finally(() => removeAll(options.prefix, world));
  if (!havePassed)
    throw new Error(
      'Not every test has passed: where one has failed, this account and the embedded AWS differ.',
    );
}

function requireSomebodyToAsk({ yes, isCi, isTerminal }: ParityOptions): void {
  if (yes) return;
  const create = 'These tests create resources in an AWS account and ask first';
  if (isCi) throw new Error(`${create}; in CI nobody answers. Run "npm test" there, or add --yes.`);
  if (!isTerminal) throw new Error(`${create}; there is no terminal to ask on. Run it on one, or add --yes.`);
}

function inWords(others: readonly OtherWords[]): string {
  if (others.length === 0) return '\nEvery refusal that was met has the words of the embedded AWS.';
  const lines = others.map(
    ({ code, expected, got }) => `  ${code}\n    here: …${expected}…\n    there: ${visible(got)}`,
  );
  return `\nThe same refusals in other words, which fails no test:\n${lines.join('\n')}`;
}
