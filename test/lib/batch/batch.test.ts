import { Match } from 'aws-cdk-lib/assertions';
import { dependenciesOf, idsOf, resourcesOf } from '../support/resources';
import { caughtBy, definitionsOf, type Definition } from '../support/state-machines';
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
const runs = idsOf(template, RUN);
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

  it('begin after the end of a data deletion job', () => {
    for (const one of states) {
      const { Next } = one['What next?'].Choices!.find(({ StringEquals }) => StringEquals === 'deletion')!;
      expect(one[Next]).toMatchObject({ Type: 'Wait', Next: 'Claim' });
    }
  });

  it('go on to the end of a run whatever fails', () => {
    const [ofSegments] = states;
    const steps = Object.entries(ofSegments).filter(([, { Parameters }]) => Parameters?.step !== undefined);
    expect(steps.map(([, { Parameters }]) => Parameters!.step).sort()).toEqual([
      'claim',
      'convert',
      'finish',
      'train',
      'work',
      'write',
    ]);
    const names = steps.map(([name]) => name);
    expect(caughtBy(ofSegments, names)).toEqual(
      Object.fromEntries(
        names.map((name) => [
          name,
          [['States.ALL', name === 'Finish' ? 'Notify of failed clean-up' : 'Finish']],
        ]),
      ),
    );
  });

  it('are renewed on their schedules, after what a deployment starts', () => {
    for (const [at, ScheduleExpression] of ['rate(1 day)', 'rate(7 days)'].entries()) {
      template.hasResourceProperties('AWS::Events::Rule', {
        ScheduleExpression,
        Targets: [Match.objectLike({ Arn: { Ref: machines[at][0] }, Input: '{}' })],
      });
      const [rule] = idsOf(template, 'AWS::Events::Rule').filter((id) =>
        id.startsWith(['Segments', 'Batches'][at]),
      );
      expect([...dependenciesOf(template, rule)]).toContain(runs[at]);
    }
  });

  it('start after the imports and the solutions, and clear up before these go', () => {
    for (const [at, id] of runs.entries()) {
      const before = [...dependenciesOf(template, id)];
      expect(before).toEqual(expect.arrayContaining(idsOf(template, 'Custom::PersonalizeDatasetImport')));
      const solutions = idsOf(template, 'Custom::PersonalizeSolution');
      expect(before).toEqual(expect.arrayContaining(at === 0 ? solutions.slice(0, 2) : solutions.slice(2)));
      // The service writes with the role and the bucket's policy until its jobs end.
      expect(before.filter((one) => /JobRole/.test(one)).length).toBeGreaterThanOrEqual(2);
      expect(before).toEqual(expect.arrayContaining(idsOf(template, 'AWS::S3::BucketPolicy')));
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

  it('tell of runs that fail, and have rows of the dashboard', () => {
    expect(JSON.stringify(states[0])).toContain('Segments of users were not renewed');
    const dashboards = Object.values(template.findResources('AWS::CloudWatch::Dashboard'));
    expect(JSON.stringify(dashboards)).toMatch(/Runs of the segments.*Runs of the batches/);
  });
});
