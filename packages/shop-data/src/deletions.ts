import { BATCH_RUN_TYPE } from './contracts/batch-run';
import { CAMPAIGN_TYPE } from './contracts/campaign';
import { DATASET_GROUP_TYPE } from './contracts/dataset-group';
import { EVENT_TRACKER_TYPE } from './contracts/event-tracker';
import { RECOMMENDER_TYPE } from './contracts/recommender';
import { USE_CASE_NAMES } from '@ecommerce-recommenders/personalize/use-cases';
import { type ShopUseCases } from './recommender-options';

/** A resource of a stack as it is deployed. */
export interface DeployedResource {
  readonly logicalId: string;
  readonly type: string;
  /** Its physical id. */
  readonly id: string;
}

/** A planned deletion, what it costs, and how to prevent it. */
export interface Deletion {
  readonly what: 'recommenders' | 'ranking' | 'event-tracker' | 'dataset-group' | 'results';
  readonly text: string;
}

const LASTING = 'Under ecommerceRecommenders in cdk.json a setting lasts, after -c for one deployment.';

/**
 * Planned deletions that are expensive to undo: resources of the stack that are no longer in the template.
 *
 * @param deployed resources of the stack
 * @param planned logical ids of the template
 * @param useCases those that the template has
 * @param listed those whose recommenders lists replace
 */
export function deletions(
  deployed: readonly DeployedResource[],
  planned: ReadonlySet<string>,
  useCases: ShopUseCases,
  listed: ShopUseCases = new Map(),
): Deletion[] {
  const goingOf = (type: string): string[] =>
    deployed.filter((one) => one.type === type && !planned.has(one.logicalId)).map(({ id }) => id);
  const recommenders = goingOf(RECOMMENDER_TYPE).filter(
    (arn) => ![...listed.keys()].some((useCase) => arn.endsWith(`-${useCase}`)),
  );
  const trackers = goingOf(EVENT_TRACKER_TYPE);
  const campaigns = goingOf(CAMPAIGN_TYPE);
  const groups = goingOf(DATASET_GROUP_TYPE);
  const results = goingOf(BATCH_RUN_TYPE);
  const found: (Deletion | false)[] = [
    recommenders.length > 0 && {
      what: 'recommenders',
      text:
        `This deployment deletes ${recommenders.join(' and ')}, which useCases no longer names. Recreating it ` +
        `takes another training of 27 to 60 minutes, which is billed. To keep it, stop now (Ctrl-C) and set ` +
        `"useCases": ${withUseCasesOf(recommenders, useCases)}. ${LASTING}`,
    },
    campaigns.length > 0 && {
      what: 'ranking',
      text:
        `This deployment deletes ${campaigns.join(' and ')} and the models of its solution. Ranking again takes another ` +
        `training, which is billed. To keep it, stop now (Ctrl-C) and set "ranking": true. ${LASTING}`,
    },
    trackers.length > 0 && {
      what: 'event-tracker',
      text:
        `This deployment deletes the event tracker ${trackers.join(' and ')}. Its tracking id is lost, and all ` +
        `senders of events need the id of a new one. To keep it, stop now (Ctrl-C) and set "eventTracker": true. ${LASTING}`,
    },
    results.length > 0 && {
      what: 'results',
      text:
        `This deployment deletes all files below ${results.map((folder) => `${folder}/`).join(' and ')} in the data bucket, and the ` +
        `models that made them. Whoever sends mails with them needs a copy. To keep them, stop now (Ctrl-C) and set ` +
        `${results.map((folder) => `"${folder}"`).join(' and ')} again. ${LASTING}`,
    },
    groups.length > 0 && {
      what: 'dataset-group',
      text:
        `This deployment deletes ${groups.join(' and ')} and everything in it: the datasets, the streamed events ` +
        `and the trained recommenders. To keep it, stop now (Ctrl-C) and undo the change of its name or of its ` +
        `place in the app.`,
    },
  ];
  return found.filter((one) => one !== false);
}

/** The setting with its current use cases and the deleted ones, as JSON. */
function withUseCasesOf(recommenders: readonly string[], useCases: ShopUseCases): string {
  const going = USE_CASE_NAMES.filter((name) => recommenders.some((arn) => arn.endsWith(`-${name}`)));
  const all = new Map([...useCases, ...going.map((name) => [name, {}] as const)]);
  const areDefaults = [...all.values()].every((options) => Object.keys(options).length === 0);
  return JSON.stringify(areDefaults ? [...all.keys()] : Object.fromEntries(all));
}
