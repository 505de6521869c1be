import type { Duration } from 'aws-cdk-lib';
import type { IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { IStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { ShopBatches } from '../batch/batches';
import type { ShopSegments } from '../batch/segments';
import type { ShopRequestRate } from '../request-rate/request-rate';
import type { RequestBounds } from '@ecommerce-recommenders/shop-data/contracts/request-bounds';
import { provisionedAt } from '@ecommerce-recommenders/shop-data/contracts/request-rate';
import type { UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import type { ShopLists } from '../lists/lists';
import type { ShopRanking } from '../ranking/ranking';
import { checkedAddOn, type AddOnRules } from '../add-ons/checked-add-on';
import { resourceName } from '../shop/personalize-arn';
import type { EcommerceRecommenders } from '../shop/ecommerce-recommenders';
import type { ShopApi } from '../api/api';
import { apiAlarms } from './api-alarms';
import { recommenderAlarms, shopAlarms, type AlarmKind } from './shop-alarms';
import type { ShopNotices } from './notices';
import { ShopDashboard } from './shop-dashboard';
import { Watcher } from './watcher';

/** Resources that {@link ShopWatching} watches, and the target of its notices. */
export interface ShopWatchingProps {
  readonly shop: EcommerceRecommenders;
  /** Target of the alarms. */
  readonly notices: ShopNotices;
  /**
   * A notice is sent after this time without a successful import, up to a year; `Duration.days(0)` for no notice.
   *
   * @default Duration.days(8)
   */
  readonly maxDataAge?: Duration;
  /** @default - none */
  readonly api?: ShopApi;
  /** @default - none */
  readonly ranking?: ShopRanking;
  /**
   * Bounds of adjusted rates. Alarms use the maximum.
   *
   * @default - the rates are fixed
   */
  readonly requestRate?: ShopRequestRate;
  /** @default - none */
  readonly lists?: ShopLists;
  /** @default - none */
  readonly segments?: ShopSegments;
  /** @default - none */
  readonly batches?: ShopBatches;
}

const RULES: AddOnRules<ShopWatchingProps> = {
  shop: 'object',
  notices: 'object',
  maxDataAge: 'dataAgeDays',
  api: 'object',
  ranking: 'object',
  requestRate: 'object',
  lists: 'object',
  segments: 'object',
  batches: 'object',
};

/** A dashboard, and alarms whose notices say what to do. */
export class ShopWatching extends Construct {
  /** Alarms that fire for stopped recommenders. */
  readonly alarmsOfStopped: readonly IAlarm[];

  constructor(scope: Construct, id: string, props: ShopWatchingProps) {
    super(scope, id);
    const { shop, requestRate, lists, segments, batches } = props;
    const { dataAgeDays } = checkedAddOn(this, props, RULES);
    const { recommenders } = shop;
    const bounds = requestRate?.bounds ?? new Map<UseCaseName, RequestBounds>();
    const useCases = provisionedAt('max', {
      useCases: shop.useCases,
      serving: 'live',
      requestRate: Object.fromEntries(bounds),
    });
    const watcher = new Watcher(this, 'Watcher', props);
    const kinds = [
      shopAlarms(watcher, dataAgeDays),
      apiAlarms(props.api, watcher),
      ...[...recommenders].map(([useCase, recommender]) =>
        withPrefix(
          useCase,
          recommenderAlarms(useCase, recommender, useCases.get(useCase) ?? {}, bounds.has(useCase)),
        ),
      ),
    ];
    const action = new SnsAction(props.notices.topic);
    const alarmsOfStopped: IAlarm[] = [];
    const alarms = Object.entries(Object.assign({}, ...kinds) as Record<string, AlarmKind>).map(
      ([name, { metric, description: alarmDescription, isOfStopped, ...kind }]) => {
        const alarm = metric.createAlarm(this, name, {
          alarmName: resourceName(this, name),
          alarmDescription,
          ...kind,
        });
        alarm.addAlarmAction(action);
        if (isOfStopped) alarmsOfStopped.push(alarm);
        return alarm;
      },
    );
    const runs = stateMachinesOf({ lists, segments, batches });
    new ShopDashboard(this, 'Dashboard', { ...props, useCases, watcher, alarms, runs });
    this.alarmsOfStopped = alarmsOfStopped;
  }
}

/** State machines of the shop's add-ons, by what their runs produce. */
const stateMachinesOf = (
  addOns: Readonly<Record<string, { readonly stateMachine: IStateMachine } | undefined>>,
): Readonly<Record<string, IStateMachine>> =>
  Object.fromEntries(Object.entries(addOns).flatMap(([name, on]) => (on ? [[name, on.stateMachine]] : [])));

const withPrefix = (
  prefix: string,
  kinds: Readonly<Record<string, AlarmKind>>,
): Readonly<Record<string, AlarmKind>> =>
  Object.fromEntries(Object.entries(kinds).map(([name, kind]) => [`${prefix}-${name}`, kind]));
