import { TRAINING_WAIT_MINUTES } from '@ecommerce-recommenders/shop-data/contracts/functions/training';
import {
  STACK_OUTPUTS,
  type StackOutputName,
} from '@ecommerce-recommenders/shop-data/contracts/stack-outputs';
import { EVERYTHING_ON } from '../../upgrade/everything-on';
import { EVERY_SHOP } from '../support/every-shop';
import { EVERYTHING } from '../support/everything';
import { dependenciesOf, idsOf, propertiesOf, resourcesOf } from '../support/resources';
import { synthesise } from '../support/synthesise';

const { template } = synthesise();

describe('the outputs', () => {
  it('say what they are for', () => {
    for (const [name, { Description }] of Object.entries(template.findOutputs('*')))
      expect(Description).toBe(STACK_OUTPUTS[name as StackOutputName]);
  });

  it('include the recommender, the event tracker and the filters that the settings ask for', () => {
    const filters = { cheap: 'INCLUDE ItemID WHERE Items.PRICE < 10' };
    const context = { useCases: 'recommended-for-you', eventTracker: true, filters };
    const { template: other } = synthesise({ context });
    const { EventTrackerArn, TrackingId, FilterArns, ...others } = other.findOutputs('*');
    expect(Object.keys(others).filter((name) => name.includes('Recommender'))).toEqual([
      'RecommendedForYouRecommenderArn',
    ]);
    const [tracker] = idsOf(other, 'Custom::PersonalizeEventTracker');
    expect(EventTrackerArn.Value).toEqual({ 'Fn::GetAtt': [tracker, 'EventTrackerArn'] });
    expect(TrackingId.Value).toEqual({ 'Fn::GetAtt': [tracker, 'TrackingId'] });
    const [filter] = idsOf(other, 'Custom::PersonalizeFilter');
    expect(FilterArns.Value).toEqual({ 'Fn::Join': ['', ['{"cheap":"', { Ref: filter }, '"}']] });
  });
});

describe('the resources', () => {
  it('are few: the core’s custom resources share a provider, and those of all add-ons another one', () => {
    expect(Object.keys(resourcesOf(template)).length).toBeLessThanOrEqual(60);
    expect(idsOf(template, 'AWS::Lambda::Function').length).toBeLessThanOrEqual(10);
    const { template: everything } = synthesise({ context: { ...EVERYTHING_ON, trainingTimeoutHours: 4 } });
    expect(Object.keys(resourcesOf(everything)).length).toBeLessThanOrEqual(280);
  });

  // CloudFormation treats a new logical id as a new resource: data would be imported and billed again.
  it('of add-ons leave no trace where none is on', () => {
    // But for the rules under which leftovers of earlier runs expire.
    const withoutRules = (key: string, value: unknown): unknown =>
      key === 'LifecycleConfiguration' ? undefined : value;
    const text = JSON.stringify(template.toJSON(), withoutRules);
    const traces =
      /AddOns|"(Api|Lists|RequestRate|Pauses|FreshData|BusEvents|Watching|EventTracker|MetricAttribution)|Scheduler|Events::Rule|ranking|campaign|PersonalizeSolution|experiment|segments|batches|BatchRun|affinity|RecommenderConfig/i;
    expect(traces.exec(text)).toBeNull();
    const off = { ranking: 'false', segments: 'false', batches: 'false' };
    expect(synthesise({ context: off }).template.toJSON()).toEqual(template.toJSON());
  });

  it('with data or models keep their logical ids', () => {
    const holders =
      /^(AWS::S3::Bucket|Custom::(PreparedData|Personalize(DatasetGroup|Dataset(Import)?|Recommender)))$/;
    const ids = Object.entries(resourcesOf(template)).flatMap(([id, { Type }]) =>
      holders.test(Type) ? [id] : [],
    );
    expect(ids.sort()).toEqual([
      'DataBucketBB1146A3',
      'DataDatasetGroup0073930B',
      ...['DataInteractionsFB504F8E', 'DataInteractionsImport2DF5B2D8'],
      ...['DataItems2E91B8E8', 'DataItemsImport8F54441C'],
      'DataPreparedDataB54A5400',
      ...['DataUsers839EEF6E', 'DataUsersImport7E5EA0FD'],
      'Recommendersbestsellers91DD1480',
      'RecommenderscustomerswhoviewedxalsoviewedF9EFA28A',
      'RecommendersfrequentlyboughttogetherBA549761',
      'RecommendersmostviewedA580407F',
    ]);
  });

  it('keep their schemas: shops with filters have to go without them for a deployment that changes one', () => {
    const names = propertiesOf(template, 'Custom::PersonalizeDataset').map((one) => one.SchemaName);
    expect(names).toEqual(
      ['interactions-40e2e7d9', 'items-e4e96420', 'users-c82152b7'].map((one) => `Shop-${one}`),
    );
  });

  it('name no partition', () => {
    expect(JSON.stringify(template.toJSON())).not.toContain('arn:aws:');
  });

  it('keep no state machine waiting for long: a destroy waits for the next state of what runs', () => {
    const machines = synthesise({ context: EVERYTHING }).template.findResources(
      'AWS::StepFunctions::StateMachine',
    );
    const textOf = (some: object): string => JSON.stringify(some).replaceAll('\\', '');
    const text = textOf(machines);
    // Lists and batches have a resource that stops their runs first.
    const left = Object.entries(machines).filter(([id]) => !/^(Lists|Segments|Batches)/.test(id));
    const waits = [...textOf(left).matchAll(/"Seconds":(\d+)/g)].map(([, seconds]) => Number(seconds));
    const retries = [...text.matchAll(/\{[^{}]*"IntervalSeconds"[^{}]*\}/g)].map(([retry]) => {
      const retrier = JSON.parse(retry) as Record<string, number>;
      const { IntervalSeconds, MaxAttempts = 3, BackoffRate = 2 } = retrier;
      return IntervalSeconds * BackoffRate ** (MaxAttempts - 1);
    });
    expect([waits.length, retries.length]).not.toContain(0);
    expect(Math.max(...waits, ...retries)).toBeLessThan(65);
  });

  it('go with the stack', () => {
    for (const [id, { DeletionPolicy }] of Object.entries(resourcesOf(template))) {
      expect([id, DeletionPolicy ?? 'Delete']).toEqual([id, 'Delete']);
    }
  });
});

it('tags of the settings are not those of the stack itself', () => {
  const { stack } = synthesise({ context: { stage: 'test', tags: { team: 'a' } } });
  expect(stack.tags.tagValues()).toEqual({});
});

describe('the order', () => {
  const imports = idsOf(template, 'Custom::PersonalizeDatasetImport');
  const recommenders = idsOf(template, 'Custom::PersonalizeRecommender');
  const waits = idsOf(template, 'Custom::PersonalizeTraining');

  it('imports the files side by side, once data, both policies and the datasets are there', () => {
    const needed = ['PreparedData', 'PersonalizeDatasetGroup'].flatMap((kind) =>
      idsOf(template, `Custom::${kind}`),
    );
    needed.push(...idsOf(template, 'AWS::S3::BucketPolicy'));
    expect(needed).toHaveLength(3);
    for (const id of imports) {
      const before = dependenciesOf(template, id);
      expect([...before]).toEqual(expect.arrayContaining(needed));
      expect([...before]).toContain('DataImportRoleDefaultPolicy5744E872');
      expect(imports.some((other) => before.has(other))).toBe(false);
    }
  });

  it('trains side by side, once every import is there, and waits for all recommenders, one wait after the other', () => {
    for (const id of recommenders) {
      const before = dependenciesOf(template, id);
      expect([...before]).toEqual(expect.arrayContaining(imports));
      // Creating a recommender starts its training, so one may wait for another one, but not for a training.
      expect(waits.some((wait) => before.has(wait))).toBe(false);
    }
    waits.forEach((id, index) => {
      const before = dependenciesOf(template, id);
      expect([...before]).toEqual(expect.arrayContaining([...recommenders, ...waits.slice(0, index)]));
    });
  });

  it('keeps every role, policy and function of a provider until its last resource is gone', () => {
    const { template: everything } = synthesise({ context: EVERY_SHOP['everything at once'] });
    const resources = resourcesOf(everything);
    const providers: Record<string, string[]> = {};
    for (const [id, { Type }] of Object.entries(resources)) {
      const [provider] = /^(PrepareData|Core|AddOns)Provider/.exec(id) ?? [];
      // A managed policy has what some resources need.
      if (provider && Type !== 'AWS::IAM::ManagedPolicy') (providers[provider] ??= []).push(id);
    }
    const handled = Object.entries(resources).filter(
      ([, { Type }]) => Type.startsWith('Custom::') && !Type.startsWith('Custom::S3'),
    );
    expect(handled.length).toBeGreaterThan(25);
    for (const [id, { Properties }] of handled) {
      const [, provider] = /"((?:PrepareData|Core|AddOns)Provider)/.exec(
        JSON.stringify(Properties.ServiceToken),
      )!;
      expect([...dependenciesOf(everything, id)]).toEqual(expect.arrayContaining(providers[provider]));
    }
  });
});

it.each([1, 4, 10])(
  'there are as many waits as fill %i hours of training, and one that gives up',
  (hours) => {
    const { template } = synthesise({ context: { trainingTimeoutHours: hours } });
    const lasts = propertiesOf(template, 'Custom::PersonalizeTraining').map(({ Last }) => Last);
    expect(lasts).toHaveLength(Math.ceil((hours * 60) / TRAINING_WAIT_MINUTES));
    expect(lasts).toEqual([...Array<string>(lasts.length - 1).fill('false'), 'true']);
  },
);

describe('names', () => {
  /** At their maximum length. */
  const FILTER = 'f'.repeat(25);
  const namesOf = (stackName: string): string[] => {
    const filters = { [FILTER]: 'INCLUDE ItemID WHERE Items.PRICE < 10' };
    const useCases = 'most-viewed,customers-who-viewed-x-also-viewed';
    const { template } = synthesise({ stackName, context: { useCases, eventTracker: true, filters } });
    return Object.values(resourcesOf(template)).flatMap(({ Properties }) =>
      [Properties.Name, Properties.JobNamePrefix].filter((name) => typeof name === 'string'),
    );
  };

  it.each(['Shop', 'A-very-long-stack-name-'.repeat(5)])(
    'differ between two stacks, and fit: %s',
    (start) => {
      const [one, other] = [namesOf(`${start}1`), namesOf(`${start}2`)];
      expect(one.length).toBeGreaterThan(10);
      expect(one.filter((name) => other.includes(name))).toEqual([]);
      for (const name of [...one, ...other]) expect(name).toMatch(/^[a-zA-Z0-9][a-zA-Z0-9\-_]{0,62}$/);
    },
  );
});

describe('a template', () => {
  const tags = (count: number): Record<string, string> =>
    Object.fromEntries(
      Array.from({ length: count }, (_, at) => [`${at}`.padStart(128, 'k'), 'v'.repeat(256)]),
    );

  it('may have a dozen tags as long as they can be', () => {
    expect(synthesise({ context: { tags: tags(12) } }).errors).toEqual([]);
  });

  it('fails at synth, with its size, where CloudFormation would not take it', () => {
    expect(synthesise({ context: { ...EVERYTHING_ON, tags: tags(40) } }).errors).toEqual([
      expect.stringMatching(
        /^The template has [\d,]{9} bytes, and CloudFormation accepts 1,000,000\..* setting tags/,
      ),
    ]);
  });
});

it.each([
  ['eu-north-1', [expect.stringContaining('not known to be in eu-north-1')]],
  ['eu-west-1', []],
  [undefined, []],
])('a region without Personalize is warned of: %s', (likelyRegion, warnings) => {
  expect(synthesise({ likelyRegion }).warnings).toEqual(warnings);
});

const propertiesWith = (useCases: unknown, type: string) =>
  propertiesOf(synthesise({ context: { useCases } }).template, `Custom::Personalize${type}`);

const OPTIONS = {
  'most-viewed': {
    minRecommendationRequestsPerSecond: 2,
    metadata: false,
    excludedColumns: { ITEMS: ['PRICE'] },
  },
  'best-sellers': {},
  'recommended-for-you': { explorationWeight: 0.5 },
};

describe('the options of use cases', () => {
  it('are in the templates as text, each at its own recommender', () => {
    expect(propertiesWith(OPTIONS, 'Recommender').map((one) => one.RecommenderConfig)).toEqual([
      {
        MinRecommendationRequestsPerSecond: '2',
        EnableMetadataWithRecommendations: 'false',
        TrainingDataConfig: { ExcludedDatasetColumns: { ITEMS: ['PRICE'] } },
      },
      undefined,
      { ItemExplorationConfig: { explorationWeight: '0.5' } },
    ]);
  });

  it('let training wait anew when they change, and add nothing where there are none', () => {
    const [wait] = propertiesWith(OPTIONS, 'Training');
    expect(wait.Configured).toHaveLength(2);
    const [plain] = propertiesWith(['most-viewed', 'best-sellers'], 'Training');
    expect(plain).not.toHaveProperty('Configured');
  });
});
