import { idsOf, listOf, resourcesOf, statementsOf } from '../support/resources';
import { synthesise } from '../support/synthesise';

const TYPES = {
  solution: 'Custom::PersonalizeSolution',
  training: 'Custom::PersonalizeSolutionTraining',
  campaign: 'Custom::PersonalizeCampaign',
};

const { template, stack } = synthesise({ context: { ranking: true } });
const whole = (ranking: object) => synthesise({ context: { ranking } }).template;

const propertiesOf = (of: typeof template, type: string): Readonly<Record<string, unknown>> =>
  resourcesOf(of)[idsOf(of, type)[0]].Properties;

describe('the ranking', () => {
  it('is a solution of the service’s recipe, which the service trains each week', () => {
    const { RecipeArn, ...rest } = propertiesOf(template, TYPES.solution);
    expect(rest).toMatchObject({ Name: 'Shop-ranking', TrainingSchedule: 'rate(7 days)' });
    expect(JSON.stringify(RecipeArn)).toContain(':personalize:::recipe/aws-personalized-ranking-v2"');
  });

  it('waits for the first training as long as trainingTimeoutHours, in waits of less than an hour', () => {
    const waits = idsOf(template, TYPES.training).map((id) => resourcesOf(template)[id].Properties);
    expect(waits.map(({ First, Last }) => `${String(First)} ${String(Last)}`)).toEqual([
      'true false',
      'false false',
      'false false',
      'false false',
      'false true',
    ]);
  });

  it('has the size and the schedule that are set', () => {
    const sized = whole({ minRequestsPerSecond: 5, schedule: 'rate(2 days)' });
    expect(propertiesOf(sized, TYPES.campaign)).toMatchObject({ MinProvisionedTps: '5' });
    expect(propertiesOf(sized, TYPES.solution)).toMatchObject({ TrainingSchedule: 'rate(2 days)' });
  });

  it('is made anew, under another name, for other columns', () => {
    const nameOf = (excludedColumns: object): unknown =>
      propertiesOf(whole({ excludedColumns }), TYPES.solution).Name;
    expect(nameOf({})).toEqual(propertiesOf(template, TYPES.solution).Name);
    expect(nameOf({ ITEMS: ['PRICE'] })).toMatch(/-ranking-[0-9a-f]{8}$/);
    expect(nameOf({ ITEMS: ['PRICE', 'STYLE'] })).toBe(nameOf({ ITEMS: ['STYLE', 'PRICE'] }));
    const other = whole({ excludedColumns: { ITEMS: ['PRICE'] } });
    expect(propertiesOf(other, TYPES.campaign).Name).toBe(propertiesOf(other, TYPES.solution).Name);
  });

  it('tells its campaign', () => {
    expect(template.toJSON().Outputs).toHaveProperty('RankingCampaignArn');
    const [campaignId] = idsOf(template, TYPES.campaign);
    expect(stack.resolve(stack.addOns.ranking!.campaignArn)).toEqual({ Ref: campaignId });
  });
});

describe('the ranking in the API', () => {
  const API = { origins: ['https://shop.example'] };
  const routesOf = (of: typeof template): unknown[] =>
    idsOf(of, 'AWS::ApiGatewayV2::Route').map((id) => resourcesOf(of)[id].Properties.RouteKey);
  const { template: ranked } = synthesise({ context: { ranking: true, api: API } });

  it('has a route and a function that may ask the campaign, where the shop ranks', () => {
    expect(routesOf(ranked)).toEqual(expect.arrayContaining(['POST /ranking', 'GET /ranked-items.js']));
    const asking = statementsOf(ranked).filter(([, { Action }]) =>
      listOf(Action).includes('personalize:GetPersonalizedRanking'),
    );
    expect(asking.map(([id]) => id.slice(0, 3))).toEqual(['Api']);
    // The former campaign, too, which the function asks until it has the new one's ARN.
    expect(JSON.stringify(asking[0][1].Resource)).toMatch(/:campaign\/Shop-ranking\*"/);
    const plain = synthesise({ context: { api: API } }).template;
    expect(JSON.stringify(plain.toJSON())).not.toMatch(/GetPersonalizedRanking|POST \/ranking|ranked-items/);
  });
});
