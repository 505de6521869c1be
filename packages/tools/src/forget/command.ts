import { createInterface } from 'node:readline/promises';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { KMSClient } from '@aws-sdk/client-kms';
import { PersonalizeClient } from '@aws-sdk/client-personalize';
import { S3Client } from '@aws-sdk/client-s3';
import { SFNClient } from '@aws-sdk/client-sfn';
import { Command, InvalidArgumentError } from 'commander';
import { print, printError } from 'embedded-aws/command/terminal-lines';
import { visibleLines } from '@ecommerce-recommenders/csv/visible';
import { forget } from './forget';
import { receiptText } from './receipt';
import { stackOutputs } from '../deployed/stack-outputs';
import { terminalJson, whileWorking } from '../terminal';
import { personIds } from '../recommend/user-id';
import { addStackOptions, suggestUser } from '../options';

interface Options {
  readonly user: string;
  readonly stack: string;
  readonly yes?: true;
  readonly again?: true;
  readonly json?: true;
}

export const command = suggestUser(addStackOptions(new Command('forget')))
  .requiredOption('--user <id>', 'the person to forget, by the id that the shop’s data has', idOf)
  .option('--yes', 'do not ask')
  .option('--again', 'start another job, even if the last one has ended and its receipt is still open')
  .option('--json', 'print the receipt as JSON')
  .action(run);

async function run({ user, stack, yes, again, json }: Options): Promise<void> {
  if (!yes && !process.stdin.isTTY)
    command.error('error: this deletes data and must be confirmed. Add --yes where nobody can be asked.');
  const outputs = await stackOutputs(new CloudFormationClient({}), stack);
  const userIds = await personIds(new KMSClient({}), outputs, user);
  const clients = {
    personalize: new PersonalizeClient({}),
    s3: new S3Client({}),
    sfn: new SFNClient({}),
    cloudWatch: new CloudWatchClient({}),
  };
  const confirm = async (plan: string): Promise<boolean> => yes === true || ask(plan);
  const deps = { ...clients, now: Date.now, confirm };
  // There is no spinner without --yes, because the command asks for confirmation meanwhile.
  const work = () => forget(deps, { stack, outputs, userIds, again: again === true });
  const receipt = await (yes ? whileWorking('Deleting', work) : work());
  if (receipt === undefined) return printError('Nothing was changed.');
  if (json) console.log(terminalJson(receipt));
  else print(receiptText(receipt));
  if (receipt.problem !== undefined) process.exitCode = 1;
}

async function ask(plan: string): Promise<boolean> {
  // The question goes to stderr, because stdout is only for the receipt.
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(es)?$/i.test((await terminal.question(`${visibleLines(plan)}\nGo on? [y/N] `)).trim());
  } finally {
    terminal.close();
  }
}

/** Checks an id against the limits of imports: 1 to 256 characters, no line end. */
function idOf(text: string): string {
  if (text !== '' && text.length <= 256 && !/[\r\n]/.test(text)) return text;
  throw new InvalidArgumentError('Expected an id of 1 to 256 characters on one line.');
}
