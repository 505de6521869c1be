import { idsOf, listOf, propertiesOf, resourcesOf, statementsOf } from '../support/resources';
import { synthesise } from '../support/synthesise';

const TYPES = {
  solution: 'Custom::PersonalizeSolution',
  training: 'Custom::PersonalizeSolutionTraining',
  campaign: 'Custom::PersonalizeCampaign',
};

const { template, stack } = synthesise({ context: { ranking: true } });
const whole = (ranking: object) => synthesise({ context: { ranking } }).template;

const only = (of: typeof template, type: string) => propertiesOf(of, type)[0];

describe('the ranking', () => {
  it('is a solution of the service’s recipe, which the service trains each week, or of the size and schedule that are set', () => {
    const { RecipeArn, ...rest } = only(template, TYPES.solution);
    expect(rest).toMatchObject({ Name: 'Shop-ranking', TrainingSchedule: 'rate(7 days)' });
    expect(JSON.stringify(RecipeArn)).toContain(':personalize:::recipe/aws-personalized-ranking-v2"');
    const sized = whole({ minRequestsPerSecond: 5, schedule: 'rate(2 days)' });
    expect(only(sized, TYPES.campaign)).toMatchObject({ MinProvisionedTps: '5' });
    expect(only(sized, TYPES.solution)).toMatchObject({ TrainingSchedule: 'rate(2 days)' });
  });

  it('waits for the first training as long as trainingTimeoutHours, in waits of less than an hour', () => {
    const waits = propertiesOf<Record<string, string>>(template, TYPES.training);
    const between = Array<string>(3).fill('false false');
    expect(waits.map(({ First, Last }) => `${First} ${Last}`)).toEqual([
      'true false',
      ...between,
      'false true',
    ]);
  });

  it('is made anew, under another name, for other columns', () => {
    const nameOf = (excludedColumns: object): unknown =>
      only(whole({ excludedColumns }), TYPES.solution).Name;
    expect(nameOf({})).toEqual(only(template, TYPES.solution).Name);
    expect(nameOf({ ITEMS: ['PRICE'] })).toMatch(/-ranking-[0-9a-f]{8}$/);
    expect(nameOf({ ITEMS: ['PRICE', 'STYLE'] })).toBe(nameOf({ ITEMS: ['STYLE', 'PRICE'] }));
    const other = whole({ excludedColumns: { ITEMS: ['PRICE'] } });
    expect(only(other, TYPES.campaign).Name).toBe(only(other, TYPES.solution).Name);
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
