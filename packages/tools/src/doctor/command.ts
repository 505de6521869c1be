import { Command } from 'commander';
import pc from 'picocolors';
import { addJudgedStack, isOwnApp, judgedShop } from '../cdk/judged-shop';
import { ok, problem, runChecks, type CheckStatus, type NamedFinding } from './check';
import { MACHINE_CHECKS, thisMachine } from './shop/machine';
import { addSettings, type GivenSettings } from '../given-settings';
import { terminalJson, whileWorking } from '../terminal';
import { print } from 'embedded-aws/command/terminal-lines';
import { visible } from '@ecommerce-recommenders/csv/visible';

interface Options {
  readonly context: GivenSettings;
  readonly stack?: string;
  readonly json?: true;
}

export const command = addJudgedStack(addSettings(new Command('doctor')))
  .option('--json', 'print JSON')
  .action(run);

async function run({ context: given, stack, json }: Options): Promise<void> {
  const checks = await whileWorking('Looking at the machine, the data and the account', () =>
    findings(given, stack),
  );
  if (json) console.log(terminalJson({ checks }));
  else for (const finding of checks) print(findingText(finding), { hang: HANG });
  if (checks.some(({ status }) => status === 'problem')) process.exitCode = 1;
}

async function findings(given: GivenSettings, stack: string | undefined): Promise<NamedFinding[]> {
  const machine = thisMachine();
  const isOfApp = isOwnApp(stack);
  const judged = await judgedShop(given, stack).catch((error: Error) => {
    if (isOfApp) return error;
    throw error;
  });
  if (judged instanceof Error)
    return [
      ...(await runChecks(MACHINE_CHECKS, machine)),
      { name: 'app', ...problem(judged.message.replaceAll('\n', '. '), 'Fix that and run it again.') },
    ];
  // Loaded only here, because it loads many SDK clients.
  const { examine } = require('./examine') as typeof import('./examine');
  const app = ok(`The checked stack is ${judged.stackName} of the app in cdk.json, as it is synthesized.`);
  return [...(isOfApp ? [{ name: 'app', ...app }] : []), ...(await examine({ machine, judged }))];
}

const MARKS: Record<CheckStatus, string> = {
  ok: pc.green('✓'),
  warning: pc.yellow('!'),
  problem: pc.red('✗'),
};

/** Indentation of the findings' text. */
const HANG = 15;

const findingText = ({ status, name, says, remedy }: NamedFinding): string =>
  [
    `${MARKS[status]} ${name.padEnd(12)} ${visible(says)}`,
    ...(remedy === undefined ? [] : [' '.repeat(HANG) + visible(remedy)]),
  ].join('\n');
