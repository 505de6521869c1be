import {
  ANSWERED_USE_CASES,
  SIMILAR_ITEMS,
  titleOf,
  type AnsweredUseCase,
} from '@ecommerce-recommenders/shop-data/contracts/lists/similar-items';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { KMSClient } from '@aws-sdk/client-kms';
import { PersonalizeClient } from '@aws-sdk/client-personalize';
import { PersonalizeRuntimeClient } from '@aws-sdk/client-personalize-runtime';
import { S3Client } from '@aws-sdk/client-s3';
import { Argument, Command, InvalidArgumentError } from 'commander';
import { didYouMean } from '@ecommerce-recommenders/personalize/nearest-name';
import { USE_CASES } from '@ecommerce-recommenders/personalize/use-cases';
import { visible } from '@ecommerce-recommenders/csv/visible';
import { integerBetween } from 'embedded-aws/command/option-values';
import { print, printError, widthOf } from 'embedded-aws/command/terminal-lines';
import { filterValuesOf } from './filter-values';
import { recommend, recommenderProblem } from './recommend';
import { recommendationTable } from './recommendation-table';
import { recommenderArnOf } from '../deployed/shop-lists';
import { stackOutputs } from '../deployed/stack-outputs';
import { terminalJson, whileWorking } from '../terminal';
import { unknownIds } from './unknown-ids';
import { knownUserId } from './user-id';
import { reasonsFor } from '../why/why';
import { addStackOptions, suggestUser } from '../options';
import { chosenModel } from '../which-aws';

interface Options {
  readonly user?: string;
  readonly item?: string;
  readonly num: number;
  readonly filter?: string;
  readonly exclude?: readonly string[];
  readonly stack: string;
  readonly why?: true;
  readonly ids?: true;
  readonly json?: true;
}

const FLAG = { userId: '--user', itemId: '--item' } as const;

export const command = suggestUser(addStackOptions(new Command('recommend')))
  .addArgument(new Argument('<use-case>', 'what to ask for').choices(ANSWERED_USE_CASES).argParser(useCaseOf))
  .option('--user <id>', 'the user to recommend for')
  .option('--item <id>', 'the item that the user looks at')
  .option('--num <n>', 'how many items, 1 to 500', integerBetween(1, 500), 10)
  .option('--filter <name>', 'a filter from the settings, or any other of the dataset group')
  .option('--exclude <ids>', 'items that a list leaves out, such as purchases, separated by commas', idsOf)
  .option('--why', 'explain each item from the training data')
  .option('--ids', 'print the ids of the items as well')
  .option('--json', 'print JSON')
  .action(run);

async function run(useCase: AnsweredUseCase, options: Options): Promise<void> {
  const title = titleOf(useCase);
  const needs = useCase === SIMILAR_ITEMS ? (['itemId'] as const) : USE_CASES[useCase].needs;
  const given = { userId: options.user, itemId: options.item };
  const missing = needs.filter((id) => given[id] === undefined).map((id) => `${FLAG[id]} ID`);
  if (missing.length > 0) command.error(`error: ${title} needs ${missing.join(' and ')}`);
  if (useCase === SIMILAR_ITEMS && options.why)
    command.error(`error: --why explains with interactions, but ${title} come from the catalogue`);

  const outputs = await stackOutputs(new CloudFormationClient({}), options.stack);
  const recommenderArn = recommenderArnOf(outputs, useCase);
  if (options.exclude && recommenderArn)
    command.error(
      `error: --exclude is only for lists, and ${title} is live: use --filter to leave items out`,
    );
  const ids = { ...given, userId: await knownUserId(new KMSClient({}), outputs, given.userId) };
  const clients = { runtime: new PersonalizeRuntimeClient({}), s3: new S3Client({}) };
  const { filter } = options;
  const personalize = new PersonalizeClient({});
  const query = {
    useCase,
    ...ids,
    numResults: options.num,
    filter,
    ...(filter &&
      recommenderArn && { filterValues: await filterValuesOf(personalize, outputs, filter, Date.now()) }),
    exclude: options.exclude,
  };
  const bucket = outputs.DataBucketName;
  const answer = await whileWorking('Asking', async () => {
    const items = await recommend(clients, outputs, query).catch(async (error: unknown) => {
      const problem = recommenderArn && (await recommenderProblem(personalize, recommenderArn));
      throw problem ? new Error(problem, { cause: error }) : error;
    });
    const problems = await unknownIds(clients.s3, bucket, ids);
    if (!options.why || useCase === SIMILAR_ITEMS) return { items, problems };
    const choice = recommenderArn ? await chosenModel(recommenderArn) : undefined;
    return {
      items,
      problems,
      reasons: await reasonsFor(items, { ...query, useCase }, clients.s3, bucket, choice),
    };
  });
  const { items, problems, reasons } = answer;
  for (const problem of problems) printError(visible(problem));
  if (options.json) return console.log(terminalJson(reasons?.items ?? items));
  print(title);
  if (reasons) print(visible(reasons.list));
  const width = widthOf(process.stdout);
  print(recommendationTable(reasons?.items ?? items, { width, hasIds: options.ids }));
}

function idsOf(list: string): string[] {
  return list.split(',').map((id) => id.trim());
}

function useCaseOf(text: string): AnsweredUseCase {
  const found = ANSWERED_USE_CASES.find((name) => name === text);
  if (found) return found;
  throw new InvalidArgumentError(
    `${didYouMean(text, ANSWERED_USE_CASES)} Allowed are ${ANSWERED_USE_CASES.join(', ')}.`.trim(),
  );
}
