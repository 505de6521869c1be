import { Duration, TimeZone } from 'aws-cdk-lib';
import type { IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import * as scheduler from 'aws-cdk-lib/aws-scheduler';
import * as schedulerTargets from 'aws-cdk-lib/aws-scheduler-targets';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import * as tasks from 'aws-cdk-lib/aws-stepfunctions-tasks';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type {
  PausesEnvironment,
  PausesInput,
} from '@ecommerce-recommenders/shop-data/contracts/functions/pauses';
import {
  hoursAWeek,
  minuteOfDay,
  WEEKDAYS,
  type RunningHours,
  type Weekday,
} from '@ecommerce-recommenders/shop-data/contracts/running-hours';
import { checkedAddOn, type AddOnRules } from '../add-ons/checked-add-on';
import { functionRole, handlerFunction } from '../shop/functions/handler-function';
import { shopLogGroup } from '../shop/functions/log-groups';
import type { EcommerceRecommenders } from '../shop/ecommerce-recommenders';
import { recommenderArns } from '../shop/personalize-arn';
import { invalid } from '../shop/validation-error';
import { alarmOfBrokenRuns } from '../runs/run-alarms';
import type { ShopValues } from '@ecommerce-recommenders/shop-data/contracts/settings/settings';
import { allow } from '../shop/allow';

/** Hours and days in which recommenders run. */
export interface RunningHoursOptions {
  /** `HH:MM`, local time of the zone. */
  readonly from: string;
  /** `HH:MM`; on the next day if it is not after `from`. */
  readonly to: string;
  /** IANA name of the time zone. */
  readonly timeZone: string;
  /**
   * Days on which they start.
   *
   * @default - every day
   */
  readonly days?: readonly Weekday[];
  /**
   * Days on which they do not start, `YYYY-MM-DD`.
   *
   * @default - none
   */
  readonly holidays?: readonly string[];
}

/** Properties of {@link ShopRunningHours}. */
export interface ShopRunningHoursProps {
  readonly shop: EcommerceRecommenders;
  /**
   * When the recommenders run.
   *
   * @default - always
   */
  readonly hours?: RunningHoursOptions;
  /**
   * Time without a request after which a recommender is stopped, in whole hours up to two weeks.
   *
   * @default - never
   */
  readonly stopWhenIdle?: Duration;
  /**
   * Alarms that are disabled outside the running hours.
   *
   * @default - none
   */
  readonly quietAlarms?: readonly IAlarm[];
  /**
   * Topic for notices of failed runs.
   *
   * @default - none
   */
  readonly topic?: ITopic;
}

const RULES: AddOnRules<ShopRunningHoursProps> = {
  shop: 'object',
  hours: 'runningHours',
  stopWhenIdle: 'stopWhenIdleHours',
  quietAlarms: 'object',
  topic: 'object',
};

/** The checked properties that {@link ShopRunningHours} needs. */
interface Checked
  extends
    Pick<ShopRunningHoursProps, 'shop' | 'quietAlarms' | 'topic'>,
    Pick<ShopValues, 'runningHours' | 'stopWhenIdleHours'> {}

/**
 * A recommender can be stopped only after its training, which may take hours, so retry every minute for eight hours.
 * There is no back-off, because Step Functions deletes a state machine only at the next retry of a running execution,
 * and a destroy waits for that.
 */
const TRY_AGAIN = { interval: Duration.minutes(1), maxAttempts: 480, backoffRate: 1 };

/**
 * Stops the recommenders outside the running hours and when idle, so that they cost nothing, and starts them when the
 * hours begin. Recommenders created outside the running hours run until the next running hours end.
 *
 * @see https://docs.aws.amazon.com/personalize/latest/dg/stopping-starting-recommender.html
 */
export class ShopRunningHours extends Construct {
  private readonly machine: sfn.StateMachine;

  constructor(scope: Construct, id: string, props: ShopRunningHoursProps) {
    super(scope, id);
    const { shop, quietAlarms, topic } = props;
    const { runningHours, stopWhenIdleHours } = checkedAddOn(this, props, RULES);
    if (!runningHours && stopWhenIdleHours === 0)
      throw invalid(
        this,
        'NothingStops',
        `${this.node.path} has neither hours nor stopWhenIdle, so it would stop nothing. Give it one of the two, or leave it out.`,
      );
    const checked: Checked = { shop, quietAlarms, topic, runningHours, stopWhenIdleHours };
    shop.stopBetweenDeployments();
    if (runningHours) shop.profile.price({ hoursAWeek: hoursAWeek(runningHours) });
    this.machine = new sfn.StateMachine(this, 'StateMachine', {
      comment: 'Starts or stops recommenders, again and again until Personalize lets it',
      definitionBody: sfn.DefinitionBody.fromChainable(
        new tasks.LambdaInvoke(this, 'Start or stop', {
          lambdaFunction: this.pausingFunction(checked),
          payload: sfn.TaskInput.fromObject({
            action: sfn.JsonPath.stringAt('$.action'),
            execution: sfn.JsonPath.executionId,
          } satisfies Record<keyof PausesInput, string>),
          payloadResponseOnly: true,
          retryOnServiceExceptions: false,
        }).addRetry({ errors: [sfn.Errors.ALL], ...TRY_AGAIN }),
      ),
    });
    alarmOfBrokenRuns(this, this.machine, {
      name: 'pauses',
      topic,
      remedy:
        ', so recommenders may not have been started, or not been stopped, and are billed. The reason is in the execution. ' +
        'Execute the state machine with the input of that execution.',
    });
    if (runningHours) {
      const { days, from, to } = runningHours;
      const isOverMidnight = minuteOfDay(to) < minuteOfDay(from);
      this.schedule('start', at(from, days, runningHours));
      this.schedule('stop', at(to, isOverMidnight ? days.map(nextDay) : days, runningHours));
    }
    if (stopWhenIdleHours > 0)
      this.schedule('stop-idle', scheduler.ScheduleExpression.rate(Duration.hours(1)));
  }

  private schedule(action: PausesInput['action'], schedule: scheduler.ScheduleExpression): void {
    new scheduler.Schedule(this, `${action}-schedule`, {
      schedule,
      target: new schedulerTargets.StepFunctionsStartExecution(this.machine, {
        input: scheduler.ScheduleTargetInput.fromObject({ action }),
      }),
    });
  }

  private pausingFunction(props: Checked): lambda.Function {
    const { shop, runningHours, stopWhenIdleHours } = props;
    const quietAlarms = (runningHours && props.quietAlarms) ?? [];
    const logGroup = shopLogGroup(this, 'Logs');
    const role = functionRole(this, 'Role', logGroup);
    role.addToPolicy(
      allow(
        [
          'personalize:DescribeRecommender',
          'personalize:StopRecommender',
          'personalize:UntagResource',
          ...(runningHours ? ['personalize:StartRecommender'] : []),
        ],
        ...recommenderArns(this),
      ),
    );
    if (stopWhenIdleHours > 0)
      role.addToPolicy(
        // GetMetricStatistics supports no resource-level permissions.
        allow(['cloudwatch:GetMetricStatistics'], '*'),
      );
    if (quietAlarms.length > 0)
      role.addToPolicy(
        allow(
          ['cloudwatch:DisableAlarmActions', 'cloudwatch:EnableAlarmActions'],
          ...quietAlarms.map(({ alarmArn }) => alarmArn),
        ),
      );
    const environment: PausesEnvironment = {
      RECOMMENDER_ARNS: JSON.stringify(
        [...shop.recommenders.values()].map(({ recommenderArn }) => recommenderArn),
      ),
      RUNNING_HOURS: JSON.stringify(runningHours),
      IDLE_HOURS: String(stopWhenIdleHours),
      QUIET_ALARMS: JSON.stringify(quietAlarms.map(({ alarmName }) => alarmName)),
    };
    return handlerFunction(this, 'Function', {
      kind: 'running-hours',
      handler: 'pause',
      memoryMiB: 256,
      timeout: Duration.minutes(1),
      role,
      logGroup,
      environment: { ...environment },
    });
  }
}

const at = (
  time: string,
  days: readonly Weekday[],
  { timeZone }: RunningHours,
): scheduler.ScheduleExpression =>
  scheduler.ScheduleExpression.cron({
    minute: String(minuteOfDay(time) % 60),
    hour: String(Math.floor(minuteOfDay(time) / 60)),
    weekDay: days.join(','),
    timeZone: TimeZone.of(timeZone),
  });

const nextDay = (day: Weekday): Weekday => WEEKDAYS[(WEEKDAYS.indexOf(day) + 1) % WEEKDAYS.length];
