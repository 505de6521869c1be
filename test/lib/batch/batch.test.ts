import { propertiesOf } from '../support/resources';
import { statesOf, type Definition } from '../support/state-machines';
import { synthesise } from '../support/synthesise';

const SEGMENTS = {
  items: ['i1', 'i,2'],
  queries: { runners: 'items.category_l1 = "footwear"' },
  ...{ size: 50, schedule: 'rate(1 day)' },
};
const BOTH = {
  segments: SEGMENTS,
  batches: { results: 10, filter: 'cheap' },
  filters: { cheap: 'INCLUDE ItemID WHERE Items.PRICE < 10' },
};

const { template, stack } = synthesise({ context: BOTH });
const RUN = 'Custom::PersonalizeBatchRun';
const states = ['Segments', 'Batches'].map((name) => statesOf(template, name));

const planOf = (states: Definition['States']): { folder: string; jobs: object[] } =>
  JSON.parse(states.Train.Parameters!.plan!) as { folder: string; jobs: object[] };

describe('segments and batches', () => {
  it.each([
    [
      BOTH,
      [
        ['Shop-segments-items', 'aws-item-affinity"]]}'],
        ['Shop-segments-queries', 'aws-item-attribute-affinity"]]}'],
        ['Shop-batches-users', 'aws-user-personalization-v2"]]}'],
      ],
    ],
    [{ segments: { items: ['i1'] } }, [['Shop-segments-items', 'aws-item-affinity"]]}']]],
    [
      { segments: { queries: SEGMENTS.queries } },
      [['Shop-segments-queries', 'aws-item-attribute-affinity"]]}']],
    ],
  ])(
    'have a solution of each recipe that they need, which nothing trains in between: %j',
    (context, made) => {
      const solutions = propertiesOf(synthesise({ context }).template, 'Custom::PersonalizeSolution');
      expect(
        solutions.map(({ Name, RecipeArn }) => [Name, JSON.stringify(RecipeArn).split('recipe/')[1]]),
      ).toEqual(made);
      for (const solution of solutions) expect(solution).not.toHaveProperty('TrainingSchedule');
    },
  );

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

  it('start anew where what they are made of changes, and only then', () => {
    const madeOf = (segments: object): unknown =>
      propertiesOf(synthesise({ context: { segments } }).template, RUN)[0].MadeOf;
    expect(madeOf(SEGMENTS)).toEqual(madeOf({ ...SEGMENTS, schedule: 'rate(3 days)' }));
    expect(madeOf(SEGMENTS)).not.toEqual(madeOf({ ...SEGMENTS, size: 7 }));
  });

  it('tell where they are, and let a back end read them', () => {
    const names = ['Segments', 'Batches'].flatMap((name) => [`${name}Prefix`, `${name}StateMachineArn`]);
    expect(Object.keys(template.findOutputs('*'))).toEqual(expect.arrayContaining(names));
    const { segments, batches } = stack.addOns;
    for (const [folder, { prefix }] of Object.entries({ segments: segments!, batches: batches! }))
      expect(JSON.stringify(stack.resolve(prefix))).toContain(`/${folder}/`);
  });
});
