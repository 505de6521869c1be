import { Command } from 'commander';
import type { Settings } from '@ecommerce-recommenders/shop-data/contracts/settings/settings';
import pc from 'picocolors';
import type { CheckStatus, NamedFinding } from './check';
import { thisMachine } from './shop/machine';
import { qualifierOf } from './qualifier';
import { addSettings, settingsOf, type GivenSettings } from '../given-settings';
import { surveyOf, type Survey } from '../shop-files/survey';
import { terminalJson, whileWorking } from '../terminal';
import { print } from 'embedded-aws/command/terminal-lines';
import { visible } from '@ecommerce-recommenders/csv/visible';

interface Options {
  readonly context: GivenSettings;
  readonly json?: true;
}

export const command = addSettings(new Command('doctor')).option('--json', 'print JSON').action(run);

async function run({ context: given, json }: Options): Promise<void> {
  const settings = settingsOf(given);
  // Loaded only here, because it loads many SDK clients.
  const { examine } = require('./examine') as typeof import('./examine');
  const checks = await whileWorking('Looking at the machine, the data and the account', () =>
    examine({
      machine: thisMachine(),
      shop: { settings, survey: once(() => surveyed(settings)) },
      qualifier: qualifierOf(given),
    }),
  );
  if (json) console.log(terminalJson({ checks }));
  else for (const finding of checks) print(findingText(finding), { hang: HANG });
  if (checks.some(({ status }) => status === 'problem')) process.exitCode = 1;
}

const MARKS: Record<CheckStatus, string> = {
  ok: pc.green('✓'),
  warning: pc.yellow('!'),
  problem: pc.red('✗'),
};

/** Indent of the findings' text. */
const HANG = 15;

const findingText = ({ status, name, says, remedy }: NamedFinding): string =>
  [
    `${MARKS[status]} ${name.padEnd(12)} ${visible(says)}`,
    ...(remedy === undefined ? [] : [' '.repeat(HANG) + visible(remedy)]),
  ].join('\n');

/** Data in S3 is not read: that would take time and, on AWS, money. */
const surveyed = async (settings: Settings): Promise<Survey | undefined> =>
  settings.source === '' ? surveyOf(settings) : undefined;

function once<T>(work: () => Promise<T>): () => Promise<T> {
  let result: Promise<T> | undefined;
  return () => (result ??= work());
}
