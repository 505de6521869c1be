import type { IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import { provisionedAt, requestBounds } from '@ecommerce-recommenders/shop-data/request-bounds';
import type { DatasetGroup } from '../dataset-group';
import type { DatasetImport } from '../dataset-import';
import type { Lists } from '../lists/lists';
import type { Ranking } from '../ranking/ranking';
import type { Recommender } from '../recommender';
import { resourceName } from '../personalize-arn';
import type { ShopSettings } from '../shop-settings';
import type { Api } from '../api/api';
import { apiAlarms } from './api-alarms';
import { recommenderAlarms, shopAlarms, type AlarmKind } from './shop-alarms';
import { MonthlyBudget, NoticeTopic, type NoticeTopicProps } from './notice-topic';
import { ShopDashboard } from './shop-dashboard';
import { Watcher } from './watcher';

/** Resources and settings of {@link Watching}. */
export interface WatchingProps
  extends
    NoticeTopicProps,
    Pick<ShopSettings, 'watch' | 'dataAgeDays' | 'useCases' | 'serving' | 'requestRate'> {
  readonly recommenders: ReadonlyMap<UseCaseName, Recommender>;
  readonly datasetGroup: DatasetGroup;
  readonly imports: readonly DatasetImport[];
  /** @default - none */
  readonly api?: Api;
  /** @default - none */
  readonly rankedBy?: Ranking;
}

/** A dashboard, alarms whose notices say what to do, and a budget; all notices go to one topic. */
export class Watching extends Construct {
  /** `undefined` without watch, topic, notify and monthlyBudget. The latter three imply watch. */
  static ofSettings(scope: Construct, id: string, props: WatchingProps): Watching | undefined {
    const isWanted =
      props.watch || props.topic !== undefined || props.notify.length > 0 || props.monthlyBudget > 0;
    return isWanted ? new Watching(scope, id, props) : undefined;
  }

  /** Topic of the notices, shared with fresh data. */
  readonly topic: ITopic;
  /** Alarms that fire for stopped recommenders. */
  readonly alarmsOfStopped: readonly IAlarm[];
  private readonly watcher: Watcher;
  private readonly dashboard: ShopDashboard;

  private constructor(scope: Construct, id: string, props: WatchingProps) {
    super(scope, id);
    const { recommenders } = props;
    const bounds = requestBounds(props);
    const useCases = provisionedAt('max', props);
    const notices = new NoticeTopic(this, 'Notices', props);
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
    const action = new SnsAction(notices.topic);
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
    this.dashboard = new ShopDashboard(this, 'Dashboard', { ...props, useCases, watcher, alarms });
    MonthlyBudget.ofSettings(this, 'Budget', { ...props, notices });
    this.topic = notices.topic;
    this.alarmsOfStopped = alarmsOfStopped;
    this.watcher = watcher;
  }

  /** Shows the runs that make lists. */
  addLists({ stateMachine }: Lists): void {
    this.dashboard.addRuns('lists', stateMachine);
  }

  /** Shows the runs that have batch jobs done. */
  addBatch(runs: Readonly<Record<string, { readonly stateMachine: StateMachine } | undefined>>): void {
    for (const [what, made] of Object.entries(runs))
      if (made) this.dashboard.addRuns(what, made.stateMachine);
  }

  /** Sets the number of users, which AWS bills by; known at synth. */
  countUsers(users: number): void {
    this.watcher.users = users;
  }
}

const withPrefix = (
  prefix: string,
  kinds: Readonly<Record<string, AlarmKind>>,
): Readonly<Record<string, AlarmKind>> =>
  Object.fromEntries(Object.entries(kinds).map(([name, kind]) => [`${prefix}-${name}`, kind]));
