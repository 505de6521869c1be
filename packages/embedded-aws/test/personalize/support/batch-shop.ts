import * as sdk from '@aws-sdk/client-personalize';
import { createSolution, trainVersion } from './ranking-shop';
import { fillGroup, IMPORT_ROLE, settle } from './shop';
import { interactionsCsv, pricedItemsCsv } from './shop-files';
import type { TestPersonalize } from './start-personalize';

export const RECIPES = {
  users: 'arn:aws:personalize:::recipe/aws-user-personalization-v2',
  items: 'arn:aws:personalize:::recipe/aws-item-affinity',
  attributes: 'arn:aws:personalize:::recipe/aws-item-attribute-affinity',
} as const;

/** A dataset group with imported interactions and items. */
export const createShop = async (aws: TestPersonalize): Promise<string> =>
  (await fillGroup(aws, { INTERACTIONS: interactionsCsv(), ITEMS: pricedItemsCsv() })).group;

/** The ARN of a trained version of a solution of a recipe. */
export async function trainedVersion(
  aws: TestPersonalize,
  group: string,
  recipe: keyof typeof RECIPES,
): Promise<string> {
  const solutionArn = await createSolution(aws, group, { name: recipe, recipeArn: RECIPES[recipe] });
  const { status, solutionVersionArn } = await trainVersion(aws, solutionArn);
  expect(status).toBe('ACTIVE');
  return solutionVersionArn!;
}

type Inference = sdk.CreateBatchInferenceJobCommandInput;
type Segment = sdk.CreateBatchSegmentJobCommandInput;

/** Members that both kinds of jobs need. */
export const batchJob = (jobName: string, solutionVersionArn: string): Inference & Segment => ({
  jobName,
  solutionVersionArn,
  roleArn: IMPORT_ROLE,
  jobInput: { s3DataSource: { path: 's3://data/in/queries.json' } },
  jobOutput: { s3DataDestination: { path: 's3://data/out/' } },
});

/** Starts a batch inference job. */
export const startInference = async (
  { personalize }: TestPersonalize,
  solutionVersionArn: string,
  more: Partial<Inference> = {},
): Promise<string> => {
  const input = { ...batchJob('batch', solutionVersionArn), ...more };
  return (await personalize.createBatchInferenceJob(input)).batchInferenceJobArn!;
};

/** Starts a batch segment job. */
export const startSegments = async (
  { personalize }: TestPersonalize,
  solutionVersionArn: string,
  more: Partial<Segment> = {},
): Promise<string> => {
  const input = { ...batchJob('segments', solutionVersionArn), ...more };
  return (await personalize.createBatchSegmentJob(input)).batchSegmentJobArn!;
};

export const describeInference = async (
  { personalize }: TestPersonalize,
  batchInferenceJobArn: string,
): Promise<sdk.BatchInferenceJob> =>
  (await personalize.describeBatchInferenceJob({ batchInferenceJobArn })).batchInferenceJob!;

export const describeSegments = async (
  { personalize }: TestPersonalize,
  batchSegmentJobArn: string,
): Promise<sdk.BatchSegmentJob> =>
  (await personalize.describeBatchSegmentJob({ batchSegmentJobArn })).batchSegmentJob!;

/** Writes queries, one a line, where jobs read them. */
export const writeQueries = ({ files }: TestPersonalize, queries: readonly object[]): void =>
  void files.set('data/in/queries.json', queries.map((query) => `${JSON.stringify(query)}\n`).join(''));

/** A line of the output. */
export interface OutputLine {
  readonly input: Readonly<Record<string, unknown>>;
  readonly output: {
    readonly recommendedItems?: string[];
    readonly scores?: number[];
    readonly usersList?: string[];
  };
  readonly error: string | null;
}

export const outputOf = ({ files }: TestPersonalize, key = 'data/out/queries.json.out'): OutputLine[] =>
  String(files.get(key))
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as OutputLine);

/** How to run a job of queries and get the lines of its output. */
const running =
  <Input>(
    start: (aws: TestPersonalize, solutionVersionArn: string, more?: Partial<Input>) => Promise<string>,
    describe: (aws: TestPersonalize, arn: string) => Promise<{ readonly status?: string }>,
  ) =>
  async (
    aws: TestPersonalize,
    solutionVersionArn: string,
    queries: readonly object[],
    more: Partial<Input> = {},
  ): Promise<OutputLine[]> => {
    writeQueries(aws, queries);
    const arn = await start(aws, solutionVersionArn, more);
    expect(await settle(aws, async () => (await describe(aws, arn)).status)).toBe('ACTIVE');
    return outputOf(aws);
  };

/** Recommends to each user, and gives the lines. */
export const recommendTo = running(startInference, describeInference);

/** Finds users for each query, and gives the lines. */
export const findUsers = running(startSegments, describeSegments);
