import * as control from '@aws-sdk/client-personalize';
import * as events from '@aws-sdk/client-personalize-events';
import * as runtime from '@aws-sdk/client-personalize-runtime';
import { CONTROL_ACTIONS } from '../../src/services/personalize/control/control-actions';
import { EVENT_OPERATIONS, RUNTIME_OPERATIONS } from '../../src/services/personalize/personalize';
import { UNCOVERED_OPERATIONS } from '../../src/services/personalize/uncovered-operations';
import { askJson } from '../support/ask-json';
import { refused } from '../support/refused';
import { runningFor } from '../support/running';
import { commandOf } from './support/command-of';
import { startPersonalize } from './support/start-personalize';
import { createFilter, fillGroup, recipeArn, runJob } from './support/shop';
import { createTracker } from './support/stream';

const APIS = {
  personalize: { sdk: control, covered: CONTROL_ACTIONS },
  'personalize-runtime': { sdk: runtime, covered: RUNTIME_OPERATIONS },
  'personalize-events': { sdk: events, covered: EVENT_OPERATIONS },
} as const;
type Api = keyof typeof APIS;

const uncoveredOf = (api: Api): string[] =>
  [...UNCOVERED_OPERATIONS[api].values()].map(({ operation }) => operation);
const ARN = 'arn:aws:personalize:us-east-1:123456789012:solution/s';

describe('what the embedded Personalize does not cover', () => {
  const aws = runningFor('all tests', startPersonalize);

  it.each(Object.keys(APIS) as Api[])('is, with what is covered, all that the SDK of %s has', (api) => {
    const { sdk, covered } = APIS[api];
    const commands = Object.keys(sdk).filter((name) => name.endsWith('Command') && name !== '$Command');
    const all = [...Object.keys(covered), ...uncoveredOf(api)].map((operation) => `${operation}Command`);
    expect(all.sort()).toEqual(commands.sort());
  });

  it.each(uncoveredOf('personalize'))(
    'fails %s by its name and says what there is (PERSONALIZE-1)',
    async (operation) => {
      const call = aws.personalize.send(commandOf(control, operation));
      await refused(call, 'InvalidInputException', `${operation}: the embedded AWS has no `);
    },
  );

  it('fails GetActionRecommendations by its name and says what there is', async () => {
    const text =
      'Supported: schemas, datasets, import jobs, data deletion jobs, filters, event trackers, metric attributions and';
    await refused(aws.runtime.getActionRecommendations({}), 'InvalidInputException', text);
  });

  it.each([
    ['PutActions', { datasetArn: ARN, actions: [{ actionId: 'a' }] }],
    ['PutActionInteractions', { trackingId: 't', actionInteractions: [] }],
  ])('fails %s by its name and says what there is', async (operation, input) => {
    const request = commandOf(events, operation, input) as unknown as events.PutActionsCommand;
    const text = `${operation}: the embedded AWS has no actions`;
    await refused(aws.events.send(request), 'InvalidInputException', text);
    expect(aws.account.requests.list()).toContainEqual(expect.objectContaining({ operation }));
  });

  it('is listed: nothing, in the key that clients read (PERSONALIZE-1)', async () => {
    const { $metadata, ...lists } = await aws.personalize.listDatasetExportJobs({});
    expect($metadata.httpStatusCode).toBe(200);
    expect(lists).toEqual({ datasetExportJobs: [] });
  });

  it('fails a list for what breaks its constraints, or a token that nobody has given', async () => {
    const list = (input: object) => aws.personalize.listBatchSegmentJobs(input);
    await refused(list({ maxResults: 0 }), 'InvalidInputException');
    await refused(list({ nextToken: 'x' }), 'InvalidNextTokenException');
  });

  it('fails an operation that AWS does not have either as an unknown one (PERSONALIZE-1)', async () => {
    expect(await askJson(aws, 'personalize', 'AmazonPersonalize.CreateRecipe', {})).toEqual({
      status: 400,
      body: {
        __type: 'UnknownOperationException',
        message: expect.stringContaining('no operation CreateRecipe') as string,
      },
    });
  });
});

describe("Personalize's control plane", () => {
  const aws = runningFor('all tests', startPersonalize);
  beforeAll(async () => {
    const { group, INTERACTIONS } = await fillGroup(aws, { INTERACTIONS: '' });
    await runJob(aws, INTERACTIONS, 's3://data/none.csv', 'job');
    await createTracker(aws, group);
    await createFilter(aws, group, 'f', 'EXCLUDE ItemID WHERE Interactions.EVENT_TYPE IN ("View")');
  });

  it('has the recipes of the domains, five of each, and twelve custom ones (PERSONALIZE-17)', async () => {
    expect((await aws.personalize.listRecipes({})).recipes).toHaveLength(22);
    const { recipe } = await aws.personalize.describeRecipe({ recipeArn: recipeArn('most-viewed') });
    expect(recipe).toMatchObject({ name: 'aws-ecomm-popular-items-by-views', status: 'ACTIVE' });
  });

  it.each([
    ['ListSchemas', 'name schemaArn domain'],
    ['ListDatasets', 'name datasetArn datasetType status'],
    ['ListDatasetImportJobs', 'jobName datasetImportJobArn status failureReason importMode'],
    ['ListEventTrackers', 'name eventTrackerArn status'],
    ['ListFilters', 'name filterArn datasetGroupArn status'],
  ])('leaves out of the summaries of %s what only descriptions have', async (operation, members) => {
    const { body } = await askJson(aws, 'personalize', `AmazonPersonalize.${operation}`, {});
    const [[summary]] = Object.values(body as Record<string, [object]>);
    const expected = [...members.split(' '), 'creationDateTime', 'lastUpdatedDateTime'];
    expect(Object.keys(summary).sort()).toEqual(expected.sort());
  });
});
