import type { RecommenderConfig } from '@aws-sdk/client-personalize';
import { countInWords } from '@ecommerce-recommenders/csv/count-in-words';
import { HOURS_PER_MONTH } from '@ecommerce-recommenders/personalize/charges';
import { DEFAULT_REQUESTS_PER_SECOND } from '@ecommerce-recommenders/personalize/provisioned-rate';
import type { RecommenderConfigProperties } from '@ecommerce-recommenders/shop-data/contracts/functions/recommender';
import { OWNER_TAG } from '@ecommerce-recommenders/shop-data/contracts/functions/tags';
import { withinBounds } from '@ecommerce-recommenders/shop-data/contracts/request-bounds';
import { minutesRunning } from '@ecommerce-recommenders/shop-data/contracts/running-hours';
import { shellWord } from '../../../shell-word';
import { problem, warning, type Finding, type NamedFinding } from '../../check';
import {
  campaignIdleUsd,
  deletion,
  isSettling,
  monthly,
  named,
  nounOf,
  rateOf,
  recommenderMonthly,
  recommenderUsd,
  tagging,
  type Compared,
} from './compared';
import type { Held } from './deployed-stack';
import { schemaColumns, type Found } from './personalize-contents';
import { KINDS, UPDATED, type Kind } from './personalize-kinds';

/** The difference of a resource to its template: `gone` if an output refers to it and it does not answer, otherwise `changed`. */
export function differences(held: Held, found: Found, compared: Compared): NamedFinding[] {
  const { kind, arn, status } = found;
  if (isSettling(found))
    return named('changed', [
      warning(`The ${nounOf(kind)} ${arn} is ${status}.`, 'Run doctor again when this has ended.'),
    ]);
  const special = {
    recommender: recommenderDifferences,
    dataset: columnDifferences,
    campaign: campaignDifferences,
    solution: scheduleDifferences,
    'event-tracker': trackerDifferences,
  } as const satisfies Partial<Record<Kind, Differences>>;
  const others: Differences | undefined = special[kind as keyof typeof special];
  return [
    ...(others?.(held, found, compared) ?? []),
    ...named('changed', tagDifferences(held, found, compared)),
  ];
}

type Differences = (held: Held, found: Found, compared: Compared) => NamedFinding[];

function tagDifferences({ properties }: Held, { kind, arn, tags }: Found, { stack }: Compared): Finding[] {
  if (tags === undefined) return [];
  const wanted = { [OWNER_TAG]: stack.stackId, ...(properties.Tags as Found['tags']) };
  const missing = Object.entries(wanted).filter(
    ([key, value]) => typeof value === 'string' && tags[key] !== value,
  );
  if (missing.length === 0) return [];
  const texts = missing.map(([key, value]) => {
    const has = tags[key] === undefined ? 'is missing' : `is ${JSON.stringify(tags[key])}`;
    return `the tag "${key}" ${has} and should be ${JSON.stringify(value)}`;
  });
  const isOwnerless = tags[OWNER_TAG] !== stack.stackId;
  return [
    warning(
      `The tags of the ${nounOf(kind)} ${arn} were changed: ${texts.join(', ')}.` +
        (isOwnerless ? ' Without the owner tag, deployments cannot change or delete it.' : ''),
      `Set them again before the next deployment: ${tagging(arn, missing)}`,
    ),
  ];
}

function recommenderDifferences(held: Held, found: Found, compared: Compared): NamedFinding[] {
  const { RecommenderConfig: wanted = {} } = held.properties as {
    readonly RecommenderConfig?: RecommenderConfigProperties;
  };
  return [
    ...statusDifferences(held, found, compared),
    ...named('changed', found.config ? configDifferences(found, wanted, found.config, compared) : []),
  ];
}

/** Minutes that starting recommenders at the start of the running hours may take. */
const START_MINUTES = 60;

function statusDifferences(held: Held, found: Found, compared: Compared): NamedFinding[] {
  const { arn, status, config } = found;
  const pauses = compared.stack.pauses.find(
    ({ recommenders }) =>
      recommenders.includes(`"${held.logicalId}"`) || recommenders.includes(`/${found.name}"`),
  );
  const minutes = pauses?.hours ? minutesRunning(pauses.hours, compared.nowMs) : undefined;
  const mayBeStopped =
    pauses !== undefined && (pauses.stopsIdle || minutes === undefined || minutes < START_MINUTES);
  if (status === 'INACTIVE' && !mayBeStopped)
    return named('gone', [
      problem(
        `The recommender ${arn} is stopped${pauses ? ' during the running hours' : ''} and answers nothing.`,
        `Start it: aws personalize start-recommender --recommender-arn ${shellWord(arn)}`,
      ),
    ]);
  if (status === 'ACTIVE' && pauses?.hours && minutes === undefined) {
    const hourly = recommenderUsd(rateOf(config), compared) / HOURS_PER_MONTH;
    return named('changed', [
      warning(
        `The recommender ${arn} is ACTIVE outside the running hours: $${hourly.toFixed(2)} an hour.`,
        `It is stopped when the next running hours end, or now by: aws personalize stop-recommender --recommender-arn ${shellWord(arn)}`,
      ),
    ]);
  }
  return [];
}

function configDifferences(
  { arn }: Found,
  wanted: RecommenderConfigProperties,
  has: RecommenderConfig,
  compared: Compared,
): Finding[] {
  const findings: Finding[] = [];
  const { MinRecommendationRequestsPerSecond: rate, RequestBounds: bounds } = wanted;
  const hasRate = rateOf(has);
  const wantedRate = bounds
    ? withinBounds(hasRate, { min: Number(bounds.Min), max: Number(bounds.Max) })
    : Number(rate ?? DEFAULT_REQUESTS_PER_SECOND);
  if (hasRate !== wantedRate)
    findings.push(
      warning(
        `The recommender ${arn} is provisioned for ${countInWords(hasRate, 'request')} a second; the template says ` +
          `${bounds ? `${bounds.Min} to ${bounds.Max}` : wantedRate}: ${recommenderMonthly(hasRate, compared)} instead of ` +
          `${recommenderMonthly(wantedRate, compared)}.`,
        `${UPDATED} Or keep this rate as minRecommendationRequestsPerSecond in the setting useCases.`,
      ),
    );
  const options = {
    metadata: [
      String(has.enableMetadataWithRecommendations ?? false),
      wanted.EnableMetadataWithRecommendations ?? 'false',
    ],
    'excluded columns': [
      columnsText(has.trainingDataConfig?.excludedDatasetColumns),
      columnsText(wanted.TrainingDataConfig?.ExcludedDatasetColumns),
    ],
    exploration: [explorationText(has.itemExplorationConfig), explorationText(wanted.ItemExplorationConfig)],
  };
  for (const [option, [is, says]] of Object.entries(options))
    if (is !== says)
      findings.push(
        warning(`The recommender ${arn} has ${option} ${is}; the template says ${says}.`, UPDATED),
      );
  return findings;
}

const columnsText = (columns: Readonly<Record<string, readonly string[] | undefined>> = {}): string =>
  Object.entries(columns)
    .flatMap(([type, names = []]) => names.map((name) => `${type}.${name}`))
    .sort()
    .join(', ') || 'none';

/** Fills in Personalize's defaults, which descriptions may omit. */
const explorationText = (config: Readonly<Record<string, string | undefined>> = {}): string =>
  Object.entries({ explorationWeight: '0.3', explorationItemAgeCutOff: '30', ...config })
    .map(([name, value]) => `${name}=${Number(value)}`)
    .sort()
    .join(', ');

function columnDifferences({ properties }: Held, found: Found): NamedFinding[] {
  const { arn, schemaName, columns } = found;
  const { SchemaName, Schema } = properties as { readonly SchemaName?: string; readonly Schema?: string };
  if (columns === undefined || schemaName === SchemaName || Schema === undefined) return [];
  const wanted = schemaColumns(Schema);
  const [more, fewer] = [
    columns.filter((column) => !wanted.includes(column)),
    wanted.filter((column) => !columns.includes(column)),
  ];
  const texts = [
    ...(more.length > 0 ? [`has ${more.join(', ')}, which the template lacks`] : []),
    ...(fewer.length > 0 ? [`lacks ${fewer.join(', ')} of the template`] : []),
  ];
  return named('changed', [
    warning(
      `The dataset ${arn} ${texts.join(' and ') || `has the schema ${schemaName}; the template says ${SchemaName}`}.`,
      more.length > 0
        ? 'Personalize cannot remove columns. A rollback leaves them, too. Put them into the setting data and deploy.'
        : UPDATED,
    ),
  ]);
}

function campaignDifferences({ properties }: Held, { arn, rate }: Found): NamedFinding[] {
  const wanted = Number(properties.MinProvisionedTps);
  if (rate === undefined || rate === wanted) return [];
  return named('changed', [
    warning(
      `The campaign ${arn} is provisioned for ${countInWords(rate, 'request')} a second; the template says ${wanted}: ` +
        `${monthly(campaignIdleUsd(rate))} instead of ${monthly(campaignIdleUsd(wanted))}.`,
      `${UPDATED} Or keep this rate as minRequestsPerSecond in the setting ranking.`,
    ),
  ]);
}

function scheduleDifferences({ properties }: Held, { arn, schedule }: Found): NamedFinding[] {
  const { TrainingSchedule: wanted = null } = properties as { readonly TrainingSchedule?: string };
  if (schedule === undefined || schedule === wanted) return [];
  return named('changed', [
    warning(
      `The solution ${arn} is trained at ${schedule ?? 'no schedule'}; the template says ${wanted ?? 'no schedule'}. ` +
        'Each training is billed.',
      UPDATED,
    ),
  ]);
}

function trackerDifferences(
  { logicalId }: Held,
  { arn, trackingId, tags }: Found,
  { stack }: Compared,
): NamedFinding[] {
  const output = stack.outputs.get(`${logicalId}.TrackingId`);
  if (output === undefined || trackingId === undefined || trackingId === output) return [];
  const isOurs = tags?.[OWNER_TAG] === stack.stackId;
  return named('gone', [
    problem(
      `The outputs of the stack name the TrackingId ${output}, but the event tracker ${arn} has ${trackingId}: events to the former are ` +
        'rejected.',
      isOurs
        ? `Add a tag to the setting tags and deploy, then send events with the new TrackingId of the outputs.`
        : `${KINDS['event-tracker'].again} Before that, delete it: ${deletion({ kind: 'event-tracker', arn })}`,
    ),
  ]);
}
