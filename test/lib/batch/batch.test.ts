import { Match } from 'aws-cdk-lib/assertions';
import { idsOf, resourcesOf } from '../support/resources';
import { definitionsOf, type Definition } from '../support/state-machines';
import { synthesise } from '../support/synthesise';

const FILTERS = {
  cheap: 'INCLUDE ItemID WHERE Items.PRICE < 10',
  dear: 'INCLUDE ItemID WHERE Items.PRICE > 10',
};
const SEGMENTS = {
  items: ['i1', 'i,2'],
  queries: { runners: 'items.category_l1 = "footwear"' },
  size: 50,
  schedule: 'rate(1 day)',
};
const json = (context: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(context).map(([name, value]) => [name, JSON.stringify(value)]));
const BOTH = json({
  segments: SEGMENTS,
  batches: { results: 10, filter: 'cheap' },
  filters: FILTERS,
  notify: ['shop@example.com'],
});

const { template, stack } = synthesise({ context: BOTH });
const RUN = 'Custom::PersonalizeBatchRun';
const machines = [...definitionsOf(template)].filter(([id]) => /^(Segments|Batches)/.test(id));
const states = machines.map(([, { States }]) => States);

const planOf = (states: Definition['States']): { folder: string; jobs: object[] } =>
  JSON.parse(states.Train.Parameters!.plan!) as { folder: string; jobs: object[] };

describe('segments and batches', () => {
  it('have a solution of each recipe, which nothing trains in between', () => {
    const solutions = idsOf(template, 'Custom::PersonalizeSolution').map(
      (id) => resourcesOf(template)[id].Properties,
    );
    expect(
      solutions.map(({ Name, RecipeArn }) => [Name, JSON.stringify(RecipeArn).split('recipe/')[1]]),
    ).toEqual([
      ['Shop-segments-items', 'aws-item-affinity"]]}'],
      ['Shop-segments-queries', 'aws-item-attribute-affinity"]]}'],
      ['Shop-batches-users', 'aws-user-personalization-v2"]]}'],
    ]);
    for (const solution of solutions) expect(solution).not.toHaveProperty('TrainingSchedule');
  });

  it('have only the solution that they need', () => {
    const names = (segments: object): unknown[] => {
      const { template: some } = synthesise({ context: json({ segments }) });
      return idsOf(some, 'Custom::PersonalizeSolution').map((id) => resourcesOf(some)[id].Properties.Name);
    };
    expect(names({ items: ['i1'] })).toEqual(['Shop-segments-items']);
    expect(names({ queries: SEGMENTS.queries })).toEqual(['Shop-segments-queries']);
  });

  it('are planned with what is asked, in the service’s words', () => {
    const [segments, batches] = states.map(planOf);
    expect(segments).toMatchObject({
      folder: 'segments',
      jobs: [
        { by: 'items', size: 50, lines: [{ itemId: 'i1' }, { itemId: 'i,2' }] },
        {
          by: 'queries',
          size: 50,
          queries: { runners: 'ITEMS.CATEGORY_L1 = "footwear"' },
          lines: [{ itemAttributes: 'ITEMS.CATEGORY_L1 = "footwear"' }],
        },
      ],
    });
    expect(batches).toMatchObject({
      folder: 'batches',
      jobs: [
        { by: 'users', size: 10, filter: 'cheap', filterArn: expect.stringMatching(/Cheap|cheap/) as string },
      ],
    });
    expect(batches.jobs[0]).not.toHaveProperty('lines');
    expect(JSON.stringify(segments)).toContain(':batch-segment-job/Shop-segments-items"');
  });

  it('have names of jobs of 63 characters at most', () => {
    const long = synthesise({ context: BOTH, stackName: 'A-stack-with-a-name-that-is-really-long' });
    const names = JSON.stringify(long.template.toJSON()).match(
      /batch-(segment|inference)-job\/[\w-]+(?=\\+")/g,
    )!;
    const lengths = names.map((arn) => arn.split('/')[1].length + '-20261127-1a2b3c4d'.length);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(63);
  });

  it('are renewed on their schedules', () => {
    for (const [at, ScheduleExpression] of ['rate(1 day)', 'rate(7 days)'].entries()) {
      template.hasResourceProperties('AWS::Events::Rule', {
        ScheduleExpression,
        Targets: [Match.objectLike({ Arn: { Ref: machines[at][0] }, Input: '{}' })],
      });
    }
  });

  it('start anew where what they are made of changes, and only then', () => {
    const madeOf = (segments: object): unknown => {
      const { template: other } = synthesise({ context: json({ segments }) });
      return resourcesOf(other)[idsOf(other, RUN)[0]].Properties.MadeOf;
    };
    expect(madeOf(SEGMENTS)).toEqual(madeOf({ ...SEGMENTS, schedule: 'rate(3 days)' }));
    expect(madeOf(SEGMENTS)).not.toEqual(madeOf({ ...SEGMENTS, size: 7 }));
  });

  it('tell where they are, and let a back end read them', () => {
    const { Outputs } = template.toJSON() as { Outputs: object };
    for (const name of ['Segments', 'Batches']) {
      expect(Outputs).toHaveProperty(`${name}Prefix`);
      expect(Outputs).toHaveProperty(`${name}StateMachineArn`);
    }
    const { segments, batches } = stack.addOns;
    for (const [folder, { prefix }] of Object.entries({ segments: segments!, batches: batches! }))
      expect(JSON.stringify(stack.resolve(prefix))).toContain(`/${folder}/`);
  });
});
