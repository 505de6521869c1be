import { Duration } from 'aws-cdk-lib';
import { Schedule } from 'aws-cdk-lib/aws-events';
import type { Construct } from 'constructs';
import { servedBy } from '@ecommerce-recommenders/shop-data/contracts/lists/serving';
import type { Settings } from '@ecommerce-recommenders/shop-data/contracts/settings/settings';
import { ShopApi } from '../api/api';
import { ShopBatches } from '../batch/batches';
import { ShopSegments } from '../batch/segments';
import { ShopBusEvents } from '../bus-events/bus-events';
import { ShopEventTracker } from '../event-tracker/event-tracker';
import { ShopExperiment } from '../experiment/experiment';
import { ShopFilters } from '../filters/filters';
import { ShopFreshData } from '../fresh-data/fresh-data';
import { ShopLists } from '../lists/lists';
import { ShopMetricAttribution } from '../metric-attribution/metric-attribution';
import { ShopRanking } from '../ranking/ranking';
import { ShopRequestRate } from '../request-rate/request-rate';
import { ShopRunningHours } from '../running-hours/running-hours';
import type { EcommerceRecommenders } from '../shop/ecommerce-recommenders';
import { ShopNotices } from '../watching/notices';
import { ShopWatching } from '../watching/watching';
import type { ShopOutputsProps } from './outputs';

/** The add-ons of a shop that have outputs. Those that the settings switch off are absent. */
export type AddOns = Omit<ShopOutputsProps, 'shop'>;

/**
 * Creates the add-ons that the settings ask for. An add-on is created after those that it depends on.
 *
 * @param scope - of the add-ons
 */
export function makeAddOns(shop: EcommerceRecommenders, settings: Settings, scope: Construct = shop): AddOns {
  const { notify, monthlyBudget, listsSchedule, listsItems, freshDataSchedule, dataAgeDays } = settings;
  const { diversify, promotions, shelves, guests, runningHours, stopWhenIdleHours } = settings;
  const listed = servedBy('lists', settings);

  const eventTracker = when(
    settings.eventTracker,
    () => new ShopEventTracker(scope, 'EventTracker', { shop }),
  );
  const metricAttribution = when(
    Object.keys(settings.metricAttribution).length > 0,
    () =>
      new ShopMetricAttribution(scope, 'MetricAttribution', { shop, metrics: settings.metricAttribution }),
  );
  const filters = when(
    Object.keys(settings.filters).length > 0,
    () => new ShopFilters(scope, 'Filters', { shop, expressions: settings.filters }),
  );
  const ranking = when(
    settings.ranking,
    (options) => new ShopRanking(scope, 'Ranking', { shop, ...scheduled(options) }),
  );
  const requestRate = when(
    settings.requestRate,
    (bounds) => new ShopRequestRate(scope, 'RequestRate', { shop, bounds }),
  );

  const notices = when(
    settings.watch || notify.length > 0 || monthlyBudget > 0,
    () => new ShopNotices(scope, 'Notices', { shop, notify, monthlyBudget }),
  );
  const topic = notices?.topic;
  const freshData = when(settings.freshData, () => {
    const schedule = freshDataSchedule === '' ? undefined : Schedule.expression(freshDataSchedule);
    return new ShopFreshData(scope, 'FreshData', { shop, topic, schedule });
  });
  const segments = when(
    settings.segments,
    (options) => new ShopSegments(scope, 'Segments', { shop, topic, ...scheduled(options) }),
  );
  const batches = when(
    settings.batches,
    (options) => new ShopBatches(scope, 'Batches', { shop, topic, filters, ...scheduled(options) }),
  );
  const lists = when(
    listed.size > 0 || settings.similarItems,
    () =>
      new ShopLists(scope, 'Lists', {
        ...{ shop, topic, filters, useCases: listed, items: listsItems },
        similarItems: settings.similarItems,
        schedule: Schedule.expression(listsSchedule),
      }),
  );

  const api = when(
    settings.api && eventTracker && { ...settings.api, eventTracker },
    (options) =>
      new ShopApi(scope, 'Api', {
        ...{ shop, metricAttribution, filters, ranking, lists, ...options },
        diversify: diversify ?? undefined,
        promotions,
        shelves,
        guests: guests ?? undefined,
      }),
  );
  const experiment = when(
    settings.experiment && api && { ...settings.experiment, api },
    (options) => new ShopExperiment(scope, 'Experiment', { shop, ...options }),
  );

  const watching = when(notices, (on) => {
    const maxDataAge = Duration.days(dataAgeDays);
    return new ShopWatching(scope, 'Watching', {
      ...{ shop, notices: on, maxDataAge, api, ranking, requestRate, lists, segments, batches },
    });
  });
  when(runningHours !== null || stopWhenIdleHours > 0, () => {
    const stopWhenIdle = stopWhenIdleHours === 0 ? undefined : Duration.hours(stopWhenIdleHours);
    const quietAlarms = watching?.alarmsOfStopped;
    return new ShopRunningHours(scope, 'Pauses', {
      ...{ shop, topic, quietAlarms, stopWhenIdle },
      hours: runningHours ?? undefined,
    });
  });
  when(
    settings.busEvents,
    () => new ShopBusEvents(scope, 'BusEvents', { shop, ranking, freshData, lists, segments, batches }),
  );
  return { eventTracker, filters, ranking, freshData, segments, batches, lists, api, experiment };
}

/** Creates an add-on from its settings; undefined if they switch it off. */
const when = <Given, AddOn>(
  given: Given | null | undefined | false,
  make: (given: Given) => AddOn,
): AddOn | undefined => (given ? make(given) : undefined);

/** Converts the `schedule` of options to a Schedule. */
const scheduled = <Options extends { readonly schedule: string }>(
  options: Options,
): Omit<Options, 'schedule'> & { readonly schedule: Schedule } => ({
  ...options,
  schedule: Schedule.expression(options.schedule),
});
