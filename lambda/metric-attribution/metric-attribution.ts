import {
  CreateMetricAttributionCommand,
  DeleteMetricAttributionCommand,
  DescribeDatasetGroupCommand,
  DescribeMetricAttributionCommand,
  ListMetricAttributionMetricsCommand,
  ListMetricAttributionsCommand,
  type MetricAttribute,
} from '@aws-sdk/client-personalize';
import type { MetricAttributionProperties } from '@ecommerce-recommenders/shop-data/contracts/functions/metric-attribution';
import type { CustomResourceEvent, Lifecycle, WaitingFor } from '../shop/resources/lifecycle';
import { changeInMove } from '../shop/resources/moved';
import { isNewerThan, mayBeUnseen, UNSEEN_MINUTES, type Existing } from '../shop/resources/ownership';
import {
  CREATE_FAILED,
  isBeingDeleted,
  isInTransition,
  unlessGone,
  unlessParentGone,
  type PersonalizeApi,
} from '../shop/resources/personalize-api';
import { takeBack, type StackView } from '../shop/resources/stack-view';

type Event = CustomResourceEvent<MetricAttributionProperties>;

interface Found extends Existing {
  readonly name: string;
  readonly status: string;
  readonly failureReason?: string;
}

/** The policy of the new role may take this many minutes to propagate. */
const ROLE_MINUTES = 5;

/**
 * The only metric attribution that a dataset group may have. It takes no tags, so its name in the stack's own group
 * identifies it. A change re-creates it; metrics that it has published stay in CloudWatch.
 *
 * @param now milliseconds since 1970
 */
export function metricAttribution(
  client: PersonalizeApi,
  stack: StackView,
  now: () => number = Date.now,
): Lifecycle<MetricAttributionProperties> {
  const remove = async (event: Event, minutes: number): Promise<WaitingFor> => {
    const found = await find(client, event);
    if (!found)
      return (await mayBeUnseen(stack, event, minutes))
        ? 'the metric attribution, which an earlier step may have created, to appear'
        : undefined;
    // The sweep deletes an attribution with another name when the stack is deleted.
    if (!isOurs(found, event) || (await stack.hadBefore(event, found.createdMs))) return undefined;
    if (isInTransition(found.status)) return `${found.arn} (${found.status}), to delete it`;
    await drop(client, found);
    const left = await find(client, event);
    return left && `${left.arn} (${left.status})`;
  };

  const takeItBack = async (event: Event, minutes: number): Promise<WaitingFor> => {
    const keeper = await stack.keeperOf(event, event.ResourceProperties.Name);
    return takeBack(
      keeper === undefined ? remove(event, minutes) : Promise.resolve(undefined),
      'the metric attribution',
    );
  };

  const refuseInMove = async (event: Event, arn: string): Promise<void> => {
    const keeper = await stack.keeperOf(event, event.ResourceProperties.Name);
    if (keeper !== undefined) throw changeInMove(arn, keeper, 'its metrics or its role would change');
  };

  return {
    physicalId: ({ ResourceProperties }) => ResourceProperties.Name,

    async admit(event) {
      const found = await find(client, event);
      if (found && !isBeingDeleted(found.status)) refuseForeign(found, event);
    },

    async ensure(event, minutes) {
      let found = await find(client, event);
      if (!found) {
        if (await stack.isAbandoned(event)) return takeItBack(event, minutes);
        await create(client, event, minutes);
        found = await find(client, event);
      }
      if (!found) return `the metric attribution ${event.ResourceProperties.Name} to appear`;
      const { arn, status, failureReason = 'no reason given' } = found;
      if (isBeingDeleted(status)) return `${arn} (${status}), to re-create it`;
      refuseForeign(found, event);
      if (isInTransition(status)) return `${arn} (${status})`;
      const isNew = event.RequestType === 'Create' || isNewerThan(minutes, found, now());
      if (isNew && (await stack.isAbandoned(event))) return takeItBack(event, minutes);
      if (status === CREATE_FAILED) {
        if (minutes >= ROLE_MINUTES) throw new Error(`${arn} is ${CREATE_FAILED}: ${failureReason}`);
        await drop(client, found);
        return `${arn} to be deleted, to try again: ${failureReason}`;
      }
      if (status !== 'ACTIVE') return `${arn} (${status})`;
      const asWanted = await unlessGone(isAsWanted(client, found, event));
      // A new attribution may be listed before it can be described. Somebody may also have removed its metrics.
      if (asWanted === undefined && minutes < UNSEEN_MINUTES) return `${arn} to appear`;
      if (asWanted) return undefined;
      if (event.RequestType === 'Create') await refuseInMove(event, arn);
      await drop(client, found);
      return `${arn} to be deleted, to re-create it with other metrics`;
    },

    remove,
  };
}

async function find(client: PersonalizeApi, { ResourceProperties }: Event): Promise<Found | undefined> {
  const { DatasetGroupArn: datasetGroupArn } = ResourceProperties;
  const page = await unlessParentGone(
    client.send(new ListMetricAttributionsCommand({ datasetGroupArn })),
    () => client.send(new DescribeDatasetGroupCommand({ datasetGroupArn })),
  );
  const [found] = page?.metricAttributions ?? [];
  return (
    found && {
      arn: found.metricAttributionArn ?? '',
      name: found.name ?? '',
      status: found.status ?? '',
      failureReason: found.failureReason,
      createdMs: Number(found.creationDateTime ?? 0),
    }
  );
}

const isOurs = ({ name }: Found, { ResourceProperties }: Event): boolean => name === ResourceProperties.Name;

function refuseForeign(found: Found, event: Event): void {
  if (isOurs(found, event)) return;
  throw new Error(
    `${event.ResourceProperties.DatasetGroupArn} has the metric attribution ${found.arn}, which this stack did not create, ` +
      `and Personalize allows only one. Delete it, or leave out the setting metricAttribution.`,
  );
}

/** Begins the deletion. */
const drop = (client: PersonalizeApi, { arn: metricAttributionArn }: Found): Promise<unknown> =>
  unlessGone(client.send(new DeleteMetricAttributionCommand({ metricAttributionArn })));

/** Creates the attribution, unless the group already has one that is not listed yet. */
async function create(client: PersonalizeApi, { ResourceProperties }: Event, minutes: number): Promise<void> {
  const { Name: name, DatasetGroupArn: datasetGroupArn, RoleArn: roleArn } = ResourceProperties;
  const metrics = metricsOf(ResourceProperties);
  const metricsOutputConfig = { roleArn };
  try {
    await client.send(
      new CreateMetricAttributionCommand({ name, datasetGroupArn, metrics, metricsOutputConfig }),
    );
  } catch (error) {
    const isTaken =
      error instanceof Error &&
      ['LimitExceededException', 'ResourceAlreadyExistsException'].includes(error.name);
    if (!isTaken || minutes >= UNSEEN_MINUTES) throw error;
  }
}

/** `undefined` while the attribution or its metrics cannot be read yet. It always has at least one metric. */
async function isAsWanted(client: PersonalizeApi, found: Found, event: Event): Promise<boolean | undefined> {
  const { arn: metricAttributionArn } = found;
  const { ResourceProperties: wanted } = event;
  const described = await client.send(new DescribeMetricAttributionCommand({ metricAttributionArn }));
  const { metrics = [] } = await client.send(
    new ListMetricAttributionMetricsCommand({ metricAttributionArn }),
  );
  if (metrics.length === 0) return undefined;
  return (
    described.metricAttribution?.metricsOutputConfig?.roleArn === wanted.RoleArn &&
    textOf(metrics) === textOf(metricsOf(wanted))
  );
}

const metricsOf = ({ Metrics }: MetricAttributionProperties): MetricAttribute[] =>
  Metrics.map(({ EventType: eventType, MetricName: metricName, Expression: expression }) => ({
    eventType,
    metricName,
    expression,
  }));

/** The metrics as a string that does not depend on their order. */
const textOf = (metrics: readonly MetricAttribute[]): string =>
  metrics
    .map(({ eventType, metricName, expression }) => JSON.stringify([metricName, eventType, expression]))
    .sort()
    .join();
