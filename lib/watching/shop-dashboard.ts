import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { DEFAULT_REQUESTS_PER_SECOND } from '@ecommerce-recommenders/personalize/provisioned-rate';
import type { ShopUseCases } from '@ecommerce-recommenders/shop-data/contracts/recommender-options';
import {
  PERSONALIZE_NAMESPACE,
  type RecommenderMetricName,
} from '@ecommerce-recommenders/personalize/recommender-metrics';
import {
  SHELF_DIMENSIONS,
  type ShelfCount,
} from '@ecommerce-recommenders/shop-data/contracts/shelves/shelves';
import {
  SHELF_METRICS,
  STACK_DIMENSION,
  WATCH_NAMESPACE,
} from '@ecommerce-recommenders/shop-data/contracts/watch-metrics';
import type { ShopApi } from '../api/api';
import type { ShopRanking } from '../ranking/ranking';
import type { IRecommender } from '../shop/recommender';
import type { EcommerceRecommenders } from '../shop/ecommerce-recommenders';
import type { Watcher } from './watcher';

/** What a {@link ShopDashboard} shows. */
export interface ShopDashboardProps {
  readonly shop: EcommerceRecommenders;
  readonly useCases: ShopUseCases;
  readonly watcher: Watcher;
  /** @default - none */
  readonly api?: ShopApi;
  /** @default - none */
  readonly ranking?: ShopRanking;
  readonly alarms: readonly cloudwatch.Alarm[];
  /** State machines by the plural name of what their runs produce. */
  readonly runs: Readonly<Record<string, sfn.IStateMachine>>;
}

/** A recommender or a campaign. */
interface Answering {
  readonly label: string;
  readonly answers: Pick<IRecommender, 'metric'>;
  /** Provisioned requests per second. */
  readonly rate: number;
}

/** The dashboard grid has 24 columns. A row has three widgets. */
const THIRD = 8;
const PERIOD = Duration.minutes(5);

/** The shop's CloudWatch dashboard. It has the shop's name. */
export class ShopDashboard extends Construct {
  constructor(
    scope: Construct,
    id: string,
    private readonly props: ShopDashboardProps,
  ) {
    super(scope, id);
    const { watcher, alarms } = props;
    const dashboard = new cloudwatch.Dashboard(this, 'Resource', {
      dashboardName: props.shop.name,
      defaultInterval: Duration.days(7),
    });
    dashboard.addWidgets(
      new cloudwatch.AlarmStatusWidget({ title: 'Alarms', alarms: [...alarms], width: 2 * THIRD }),
      new cloudwatch.SingleValueWidget({
        title: 'US dollars a month of the recommenders that are ACTIVE now (unconfirmed prices)',
        metrics: [watcher.shopMetric('monthlyCost').with({ label: 'a month' })],
        width: THIRD,
      }),
    );
    dashboard.addWidgets(
      this.graph('Requests', this.ofEach('requests')),
      this.graph('Latency in ms', this.ofEach('latency')),
      this.graph('Errors', [...this.ofEach('serverErrors', '5xx'), ...this.ofEach('clientErrors', '4xx')]),
    );
    dashboard.addWidgets(
      this.graph('Utilisation of the provisioned rate in %', this.utilisations(), [
        { value: 100, label: 'provisioned' },
      ]),
      this.graph('Imports', [
        this.importSearch('DatasetImportJobExecutionTime', 'Maximum', 'seconds'),
        this.importSearch('DatasetImportJobError', 'Sum', 'errors'),
      ]),
      this.graph('Age of the data in days', [watcher.shopMetric('dataAge').with({ label: 'newest import' })]),
    );
    const trainings = (metric: 'trainingAge' | 'ndcg' | 'coverage'): cloudwatch.Metric[] =>
      [...props.shop.recommenders.keys()].map((useCase) => watcher.trainingMetric(metric, useCase));
    dashboard.addWidgets(
      this.graph('Days since the weekly training', trainings('trainingAge')),
      this.graph('NDCG at 25 of the last training', trainings('ndcg')),
      this.graph('Coverage of the last training', trainings('coverage')),
    );
    if (props.api) dashboard.addWidgets(...this.graphsOf(props.api));
    if (props.api?.hasShelves) dashboard.addWidgets(...this.graphsOfShelves());
    for (const [what, stateMachine] of Object.entries(props.runs))
      dashboard.addWidgets(...this.graphsOfRuns(what, stateMachine));
  }

  private graphsOfRuns(what: string, stateMachine: sfn.IStateMachine): cloudwatch.GraphWidget[] {
    const period = Duration.days(1);
    return [
      this.graph(`Runs of the ${what}`, [
        stateMachine.metricSucceeded({ period, label: `made ${what}` }),
        stateMachine.metricFailed({ period, label: `left the former ${what}` }),
        stateMachine.metricAborted({ period, label: 'stopped' }),
      ]),
      this.graph(`Time of a run of the ${what} in ms`, [
        stateMachine.metricTime({ period, statistic: 'Maximum', label: 'longest' }),
      ]),
    ];
  }

  private graph(
    title: string,
    left: cloudwatch.IMetric[],
    leftAnnotations?: cloudwatch.HorizontalAnnotation[],
  ): cloudwatch.GraphWidget {
    return new cloudwatch.GraphWidget({
      title,
      left,
      leftAnnotations,
      leftYAxis: { min: 0, showUnits: false },
      width: THIRD,
    });
  }

  private graphsOf(api: ShopApi): cloudwatch.GraphWidget[] {
    const sum = { period: PERIOD, statistic: 'Sum' };
    const latency = (statistic: string): cloudwatch.Metric =>
      api.metric('Latency', { period: PERIOD, statistic, label: statistic });
    return [
      this.graph('Requests to the API', [api.metric('Count', { ...sum, label: 'requests' })]),
      this.graph('Latency of the API in ms', [latency('p50'), latency('p99')]),
      this.graph('Errors and fallbacks of the API', [
        api.metric('5xx', { ...sum, label: '5xx' }),
        api.metric('4xx', { ...sum, label: '4xx, throttled ones included' }),
        api.countMetric('fallbacks', { period: PERIOD, label: 'fallbacks' }),
        api.countMetric('lostEvents', { period: PERIOD, label: 'requests whose events were not taken' }),
        ...(api.checked.guests
          ? [api.countMetric('guestsUsedUp', { period: PERIOD, label: 'daily limit of guests reached' })]
          : []),
      ]),
    ];
  }

  private graphsOfShelves(): cloudwatch.GraphWidget[] {
    return [
      this.graph('Impressions of shelves', [this.shelfSearch('impressions')]),
      this.graph('Clicks in shelves, and orders after them', [
        this.shelfSearch('clicks'),
        this.shelfSearch('orders'),
      ]),
      this.graph('Revenue after clicks in shelves', [this.shelfSearch('revenue')]),
    ];
  }

  /** A metric of all shelves, by source. A SEARCH expression finds the sources that have occurred. */
  private shelfSearch(count: ShelfCount): cloudwatch.MathExpression {
    const { name } = SHELF_METRICS[count];
    const schema = `{${[WATCH_NAMESPACE, STACK_DIMENSION, ...SHELF_DIMENSIONS].join()}}`;
    const search = `${schema} MetricName="${name}" ${STACK_DIMENSION}="${this.props.shop.name}"`;
    return new cloudwatch.MathExpression({
      expression: `SEARCH('${search}', 'Sum', 3600)`,
      usingMetrics: {},
      period: Duration.hours(1),
      label: name.toLowerCase(),
    });
  }

  /** All recommenders and campaigns, with their provisioned rates. */
  private answering(): Answering[] {
    const { shop, useCases, ranking } = this.props;
    return [
      ...[...shop.recommenders].map(([label, answers]) => ({
        label,
        answers,
        rate: useCases.get(label)?.minRecommendationRequestsPerSecond ?? DEFAULT_REQUESTS_PER_SECOND,
      })),
      ...(ranking
        ? [{ label: 'ranking', answers: ranking.campaign, rate: ranking.campaign.minRequestsPerSecond }]
        : []),
    ];
  }

  /** A metric of every recommender and campaign. */
  private ofEach(metric: RecommenderMetricName, suffix = ''): cloudwatch.Metric[] {
    return this.answering().map(({ label, answers }) =>
      answers.metric(metric, { period: PERIOD, label: `${label} ${suffix}`.trim() }),
    );
  }

  private utilisations(): cloudwatch.MathExpression[] {
    return this.answering().map(
      ({ label, answers, rate }, at) =>
        new cloudwatch.MathExpression({
          expression: `100 * requests${at} / PERIOD(requests${at}) / ${rate}`,
          usingMetrics: { [`requests${at}`]: answers.metric('requests') },
          period: PERIOD,
          label,
        }),
    );
  }

  /** Each import job has its own metrics, so a SEARCH expression finds them. */
  private importSearch(metric: string, statistic: string, label: string): cloudwatch.MathExpression {
    const { datasetGroupArn } = this.props.shop.datasetGroup;
    const schema = `{${PERSONALIZE_NAMESPACE},DatasetGroupArn,DatasetArn,DatasetImportJobArn}`;
    const search = `${schema} MetricName="${metric}" DatasetGroupArn="${datasetGroupArn}"`;
    return new cloudwatch.MathExpression({
      expression: `SEARCH('${search}', '${statistic}', 3600)`,
      usingMetrics: {},
      period: Duration.hours(1),
      label,
    });
  }
}
