import type { Settings } from '@ecommerce-recommenders/shop-data/contracts/settings/settings';
import { stackNameOf } from '@ecommerce-recommenders/shop-data/contracts/stack-name';
import { lossesIn, planUpdate, type PlannedTemplate } from '../support/update-plan';
import { CHANGES, type GivenSettings } from './support/changes';
import { synthesise } from './support/synthesise';

const synthesised = (settings: GivenSettings): PlannedTemplate =>
  synthesise({
    context: settings,
    stackName: stackNameOf(settings.stage ?? ''),
  }).template.toJSON() as PlannedTemplate;

const DATASETS = ['DataInteractionsFB504F8E', 'DataItems2E91B8E8', 'DataUsers839EEF6E'];
const fate = (what: string, ids: readonly string[]): string[] => ids.map((id) => `${what} ${id}`);

const RECOMMENDERS = [
  'Recommendersbestsellers91DD1480',
  'RecommenderscustomerswhoviewedxalsoviewedF9EFA28A',
  'RecommendersfrequentlyboughttogetherBA549761',
  'RecommendersmostviewedA580407F',
];

describe('a change of one setting alone', () => {
  /** Data that an update destroys nevertheless: `fate logicalId`, as in the plan, and why. */
  const LOSSES: Partial<Record<keyof Settings, [because: string, ...losses: string[]]>> = {
    data: [
      'The mapping has interactions alone, and a dataset that is not there is not made.',
      ...fate('removed', DATASETS.slice(1)),
    ],
    useCases: [
      'What is taken out of the list is to go, and to be billed no more.',
      ...fate('removed', [...RECOMMENDERS.slice(0, 3), 'Recommendersrecommendedforyou795AB3F6']),
    ],
    serving: [
      'Lists take its place: the run that makes the first ones asks it before it goes.',
      ...fate('removed', RECOMMENDERS.slice(0, 1)),
    ],
    eventTracker: ['It is switched off.', 'removed EventTracker21B84761'],
    api: [
      'It is switched off, with the tracker that it brought along; tokens live for a day at most.',
      ...fate('removed', ['ApiUserTokenKey7253EFFF', 'EventTracker21B84761']),
    ],
    guests: [
      'It is switched off: the tokens end, and whoever comes later is another guest.',
      'removed ApiGuestKeyCDDB6D53',
    ],
    kmsKeyArn: [
      'Personalize cannot encrypt a dataset group anew: the handler says so, and nothing changes.',
      'refused DataDatasetGroup0073930B',
    ],
    createKey: [
      'The same; the key would go only after an update that is refused.',
      ...['refused DataDatasetGroup0073930B', 'removed DataKeyAEC34D0C'],
    ],
    stage: [
      'Another stage is another stack beside this one: no command makes an update of it.',
      ...fate('replaced', ['DataDatasetGroup0073930B', ...DATASETS, ...RECOMMENDERS]),
    ],
  };

  const base = synthesised({});
  const changes = Object.entries(CHANGES) as [keyof Settings, (typeof CHANGES)[keyof Settings]][];

  it.each(changes)('%s, there or back, takes nothing that is not written down', (name, { value, beside }) => {
    const before = beside ? synthesised(beside) : base;
    const after = synthesised({ ...beside, [name]: value });
    const [, ...losses] = LOSSES[name] ?? [''];
    expect([...new Set([...lossesFrom(before, after), ...lossesFrom(after, before)])]).toEqual(losses);
  });
});

const lossesFrom = (before: PlannedTemplate, after: PlannedTemplate): string[] =>
  lossesIn(planUpdate(before, after), before);
