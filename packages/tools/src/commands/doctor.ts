import { Command } from 'commander';
import type { Settings } from '@ecommerce-recommenders/shop-data/settings/settings';
import pc from 'picocolors';
import type { CheckStatus, NamedFinding } from '../doctor/check';
import { thisMachine } from '../doctor/check-machine';
import { examine } from '../doctor/examine';
import { contextOption, settingsOf, type GivenSettings } from '../given-settings';
import { surveyOf } from '../survey';
import { terminalJson } from '../terminal';
import { visible } from '@ecommerce-recommenders/csv/visible';

interface Options {
  readonly context: GivenSettings;
  readonly json?: true;
}

export const command = new Command('doctor')
  .addOption(contextOption())
  .option('--json', 'print JSON')
  .action(run);

async function run({ context: given, json }: Options): Promise<void> {
  const settings = settingsOf(given);
  const checks = await examine({
    machine: thisMachine(),
    shop: { settings, facts: once(() => factsOf(settings)) },
    qualifier: given['@aws-cdk/core:bootstrapQualifier'] ?? DEFAULT_QUALIFIER,
  });
  if (json) console.log(terminalJson({ checks }));
  else for (const finding of checks) print(finding);
  if (checks.some(({ status }) => status === 'problem')) process.exitCode = 1;
}

/** Of the CDK. */
const DEFAULT_QUALIFIER = 'hnb659fds';

const MARKS: Record<CheckStatus, string> = {
  ok: pc.green('✓'),
  warning: pc.yellow('!'),
  problem: pc.red('✗'),
};

function print({ status, name, says, remedy }: NamedFinding): void {
  console.log(`${MARKS[status]} ${name.padEnd(12)} ${visible(says)}`);
  if (remedy !== undefined) console.log(`  ${' '.repeat(12)} ${visible(remedy)}`);
}

async function factsOf(settings: Settings) {
  if (settings.source !== '') return undefined;
  return (await surveyOf(settings)).facts;
}

function once<T>(work: () => Promise<T>): () => Promise<T> {
  let result: Promise<T> | undefined;
  return () => (result ??= work());
}
