import type { IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { IStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { provisionedAt, requestBounds } from '@ecommerce-recommenders/shop-data/request-bounds';
import type { Ranking } from '../ranking/ranking';
import { resourceName } from '../shop/personalize-arn';
import type { Settings } from '@ecommerce-recommenders/shop-data/settings/settings';
import type { Shop } from '../shop/shop';
import type { Api } from '../api/api';
import { apiAlarms } from './api-alarms';
import { recommenderAlarms, shopAlarms, type AlarmKind } from './shop-alarms';
import type { Notices } from './notices';
import { ShopDashboard } from './shop-dashboard';
import { Watcher } from './watcher';

/** Resources and settings of {@link Watching}. */
export interface WatchingProps extends Pick<
  Settings,
  'dataAgeDays' | 'useCases' | 'serving' | 'requestRate'
> {
  readonly shop: Shop;
  /** Where alarms go. */
  readonly notices: Notices;
  /** State machines by what their runs make, in the plural. */
  readonly runs: Readonly<Record<string, IStateMachine>>;
  /** @default - none */
  readonly api?: Api;
  /** @default - none */
  readonly rankedBy?: Ranking;
}

/** A dashboard, and alarms whose notices say what to do. */
export class Watching extends Construct {
  /** Alarms that fire for stopped recommenders. */
  readonly alarmsOfStopped: readonly IAlarm[];

  constructor(scope: Construct, id: string, props: WatchingProps) {
    super(scope, id);
    const { recommenders } = props.shop;
    const bounds = requestBounds(props);
    const useCases = provisionedAt('max', props);
    const watcher = new Watcher(this, 'Watcher', { ...props, ranking: props.rankedBy });
    const kinds = [
      shopAlarms(watcher, props.dataAgeDays),
      apiAlarms(props.api),
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
    new ShopDashboard(this, 'Dashboard', { ...props, useCases, watcher, alarms });
    this.alarmsOfStopped = alarmsOfStopped;
  }
}

const withPrefix = (
  prefix: string,
  kinds: Readonly<Record<string, AlarmKind>>,
): Readonly<Record<string, AlarmKind>> =>
  Object.fromEntries(Object.entries(kinds).map(([name, kind]) => [`${prefix}-${name}`, kind]));
