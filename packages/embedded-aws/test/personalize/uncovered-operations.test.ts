import * as control from '@aws-sdk/client-personalize';
import * as events from '@aws-sdk/client-personalize-events';
import * as runtime from '@aws-sdk/client-personalize-runtime';
import { CONTROL_ACTIONS } from '../../src/services/personalize/control/control-actions';
import { EVENT_OPERATIONS, RUNTIME_OPERATIONS } from '../../src/services/personalize/personalize';
import { UNCOVERED_OPERATIONS } from '../../src/services/personalize/uncovered-operations';
import { commandOf } from './support/command-of';
import { startPersonalize } from './support/start-personalize';
import { refused } from '../support/refused';
import { runningFor } from '../support/running';

const APIS = {
  personalize: { sdk: control, covered: CONTROL_ACTIONS },
  'personalize-runtime': { sdk: runtime, covered: RUNTIME_OPERATIONS },
  'personalize-events': { sdk: events, covered: EVENT_OPERATIONS },
} as const;
type Api = keyof typeof APIS;

const uncoveredOf = (api: Api): string[] =>
  [...UNCOVERED_OPERATIONS[api].values()].map(({ operation }) => operation);
const containing = (text: string): string => expect.stringContaining(text) as string;
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
      await expect(aws.personalize.send(commandOf(control, operation))).rejects.toMatchObject({
        name: 'InvalidInputException',
        message: containing(`${operation}: the embedded AWS has no `),
        $metadata: { httpStatusCode: 400 },
      });
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
    const response = await fetch(aws.endpoint, {
      method: 'POST',
      headers: {
        authorization:
          'AWS4-HMAC-SHA256 Credential=test/20261125/us-east-1/personalize/aws4_request, Signature=0',
        'x-amz-target': 'AmazonPersonalize.CreateRecipe',
      },
      body: '{}',
    });
    expect([response.status, await response.json()]).toEqual([
      400,
      { __type: 'UnknownOperationException', message: containing('no operation CreateRecipe') },
    ]);
  });
});
