import { Command } from 'commander';
import { context } from '../../../../cdk.json';
import { checkSettings, type Settings } from '@ecommerce-recommenders/shop-data/settings/settings';
import pc from 'picocolors';
import { PROJECT_FOLDER } from '../cdk';
import type { CheckStatus, NamedFinding } from '../doctor/check';
import { thisMachine } from '../doctor/check-machine';
import { examine } from '../doctor/examine';
import { profileOf } from '../opened-shop';
import { terminalJson } from '../terminal';
import { visible } from '@ecommerce-recommenders/csv/visible';

interface Options {
  readonly context: Readonly<Record<string, string>>;
  readonly json?: true;
}

export const command = new Command('doctor')
  .option('-c, --context <name=value>', 'a setting, as "cdk deploy" takes it; may be repeated', collect, {})
  .option('--json', 'print JSON')
  .action(run);

async function run({ context: given, json }: Options): Promise<void> {
  const inFile: Readonly<Record<string, unknown>> = context.ecommerceRecommenders;
  const settings = checkSettings(
    (name) => given[name] ?? inFile[name],
    PROJECT_FOLDER,
    (name) => `Change it in cdk.json, or pass -c ${name}=VALUE.`,
  );
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
  return (await profileOf(settings, new Date())).profile.facts;
}

function collect(text: string, former: Readonly<Record<string, string>>): Record<string, string> {
  const [name, ...value] = text.split('=');
  return { ...former, [name]: value.join('=') };
}

function once<T>(work: () => Promise<T>): () => Promise<T> {
  let result: Promise<T> | undefined;
  return () => (result ??= work());
}
