import { readFile } from 'node:fs/promises';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { S3Client } from '@aws-sdk/client-s3';
import { Argument, Command } from 'commander';
import { print, printError, widthOf } from 'embedded-aws/command/terminal-lines';
import { countInWords } from '@ecommerce-recommenders/csv/count-in-words';
import { visibleLines } from '@ecommerce-recommenders/csv/visible';
import { ValueProblem } from '@ecommerce-recommenders/shop-data/contracts/api/value-schema';
import { DATASETS } from '@ecommerce-recommenders/shop-data/data/datasets';
import {
  checkCatalogue,
  type CatalogueFindings,
} from '@ecommerce-recommenders/shop-data/contracts/rules/check-catalogue';
import {
  parseRules,
  RULES_KEY,
  RULES_SCHEMA,
  type Rule,
} from '@ecommerce-recommenders/shop-data/contracts/rules/rules';
import { preparedTable } from '../deployed/prepared-body';
import { stackOutputs } from '../deployed/stack-outputs';
import { addStackOptions } from '../options';
import { terminalJson } from '../terminal';
import { rulesInForce, setRules, storedFile, takeBackRules } from './rules-store';
import { rulesText } from './rules-text';

interface Options {
  readonly stack: string;
  readonly json?: true;
}

/** The deployed shop to which rules apply. */
interface Shop {
  readonly s3: S3Client;
  readonly bucket: string;
}

const ACTIONS = ['show', 'check', 'set', 'undo', 'schema'] as const;
type Action = (typeof ACTIONS)[number];

export const command = addStackOptions(new Command('rules'))
  .addArgument(new Argument('[action]', 'what to do').choices(ACTIONS).default('show'))
  .argument('[file]', 'JSON file of rules, for check and set')
  .option('--json', 'print the rules as JSON')
  .action(run);

async function run(action: Action, file: string | undefined, { stack, json }: Options): Promise<void> {
  const takesFile = action === 'check' || action === 'set';
  if (takesFile && file === undefined)
    command.error(`error: ${action} needs a file: "recommenders rules ${action} rules.json"`);
  if (!takesFile && file !== undefined) command.error(`error: ${action} takes no file`);
  if (action === 'schema') return console.log(JSON.stringify(RULES_SCHEMA, undefined, 2));
  const shop = await shopOf(stack);
  const { s3, bucket } = shop;
  if (takesFile) await checkOrSet(action, file!, shop);
  else if (action === 'undo') {
    const version = await takeBackRules(s3, bucket, await storedFile(s3, bucket), Date.now());
    if (version === undefined) command.error('error: no rules are set, so none can be taken back');
    print(
      version === ''
        ? 'No rules are in force within a minute.'
        : `The rules of ${version} are in force within a minute.`,
    );
  } else {
    const inForce = await rulesInForce(s3, bucket, await storedFile(s3, bucket));
    if (inForce.problem !== undefined) printError(`Warning: ${unreadable(inForce.problem)}`);
    if (json) console.log(terminalJson(inForce.rules));
    else print(rulesText(inForce, Date.now(), widthOf(process.stdout)));
  }
}

async function checkOrSet(action: 'check' | 'set', file: string, shop: Shop): Promise<void> {
  const rules = await rulesOf(file);
  // The file is read before the check, so that the write fails if somebody else sets rules meanwhile.
  const inForce = await storedFile(shop.s3, shop.bucket);
  const { problems, warnings } = await findingsOf(rules, shop);
  for (const warning of warnings) printError(`Warning: ${visibleLines(warning)}`);
  if (problems.length > 0) {
    for (const problem of problems) printError(visibleLines(problem));
    command.error(`error: ${file} is not set, and nothing has changed`);
  }
  if (action === 'set') await setRules(shop.s3, shop.bucket, { rules, inForce, nowMs: Date.now() });
  const what = countInWords(rules.length, 'rule');
  print(action === 'set' ? `Set: ${what}, in force within a minute.` : `Can be set: ${what}.`);
}

const unreadable = (problem: string): string =>
  `${RULES_KEY} in the data bucket cannot be read: ${visibleLines(problem)} The API keeps the rules before it, which follow. ` +
  '"recommenders rules undo" goes back to them, "recommenders rules set FILE" replaces them.';

/** @throws Error if the stack has no rules */
async function shopOf(stack: string): Promise<Shop> {
  const { RulesPrefix, DataBucketName } = await stackOutputs(new CloudFormationClient({}), stack);
  if (RulesPrefix === undefined)
    throw new Error(
      `The stack ${stack} has no merchandising rules. Set "rules": true in the setting api, and deploy.`,
    );
  return { s3: new S3Client({}), bucket: DataBucketName };
}

async function rulesOf(file: string): Promise<readonly Rule[]> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) =>
    command.error(`error: ${file} cannot be read: ${error.code ?? error.message}`),
  );
  try {
    return parseRules(text);
  } catch (error) {
    if (!(error instanceof ValueProblem)) throw error;
    return command.error(`error: ${file}: ${visibleLines(error.message)}`);
  }
}

/** Checks rules against the prepared items. */
async function findingsOf(rules: readonly Rule[], { s3, bucket }: Shop): Promise<CatalogueFindings> {
  const categories = new Map<string, readonly string[]>();
  for await (const rows of preparedTable(s3, bucket, DATASETS.ITEMS.file, ['ITEM_ID', 'CATEGORY_L1']))
    for (const { ITEM_ID: itemId, CATEGORY_L1: category } of rows)
      categories.set(itemId, category.split('|'));
  return checkCatalogue(rules, [...categories.keys()], (itemId) => categories.get(itemId) ?? []);
}
