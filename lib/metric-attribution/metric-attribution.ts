import {
  METRIC_ATTRIBUTION_TYPE,
  type MetricAttributionProperties,
} from '@ecommerce-recommenders/shop-data/contracts/functions/metric-attribution';
import type { MetricAttributionOptions } from '@ecommerce-recommenders/shop-data/contracts/settings/metric-attribution-settings';
import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { addOnsProvider } from '../add-ons/add-ons-provider';
import { checkedAddOn, type AddOnRules } from '../add-ons/checked-add-on';
import type { EcommerceRecommenders } from '../shop/ecommerce-recommenders';
import { personalizeArn, resourceName } from '../shop/personalize-arn';
import { passStatement, personalizePrincipal } from '../shop/personalize-trust';
import { allow } from '../shop/allow';

/** Shop and metrics of a {@link ShopMetricAttribution}. */
export interface ShopMetricAttributionProps {
  readonly shop: EcommerceRecommenders;
  /** Metrics by their CloudWatch names: `{ revenue: { event: 'Purchase', sum: 'Items.PRICE' } }`. */
  readonly metrics: MetricAttributionOptions;
}

const RULES: AddOnRules<ShopMetricAttributionProps> = {
  shop: 'object',
  metrics: 'metricAttribution',
};

/**
 * A metric attribution. A dataset group has at most one. For each recommender, Personalize counts the events that it
 * led to, or sums a column over them, and publishes the figures in CloudWatch.
 *
 * @see https://docs.aws.amazon.com/personalize/latest/dg/measuring-recommendation-impact.html
 */
export class ShopMetricAttribution extends Construct {
  constructor(scope: Construct, id: string, props: ShopMetricAttributionProps) {
    super(scope, id);
    // The construct does not know what sends the events, so it assumes an event tracker. In the app, a rule of the
    // settings requires one.
    const given = (): { eventTracker: true } => ({ eventTracker: true });
    const { metricAttribution } = checkedAddOn(this, props, RULES, { given });
    const { shop } = props;
    const { datasetGroup, order } = shop;
    const name = resourceName(this, 'metrics');
    const role = new iam.Role(this, 'Role', {
      description: 'Amazon Personalize puts metrics of events into CloudWatch',
      assumedBy: personalizePrincipal(),
    });
    // Keeps the logical id across a move. A new role would replace the attribution, and a failed move would lose it.
    const ofShop = shop.name.slice(Stack.of(this).stackName.length).replaceAll('_', '');
    (role.node.defaultChild as iam.CfnRole).overrideLogicalId(`${ofShop}MetricAttributionRole`);
    // PutMetricData supports no resource-level permissions. The namespace that Personalize uses is not documented, so
    // no condition names it.
    role.addToPolicy(allow(['cloudwatch:PutMetricData'], '*'));
    const group = personalizeArn(this, 'dataset-group', datasetGroup.datasetGroupName);
    const attribution = personalizeArn(this, 'metric-attribution', name);
    const statements = [
      allow(['personalize:CreateMetricAttribution'], group, attribution),
      allow(['personalize:DescribeMetricAttribution', 'personalize:DeleteMetricAttribution'], attribution),
      // If a list fails, the group may be gone.
      allow(['personalize:DescribeDatasetGroup'], group),
      // Personalize's List actions support no resource-level permissions.
      allow(['personalize:ListMetricAttributions', 'personalize:ListMetricAttributionMetrics'], '*'),
      passStatement(role),
    ];
    const properties: MetricAttributionProperties = {
      Name: name,
      DatasetGroupArn: datasetGroup.datasetGroupArn,
      RoleArn: role.roleArn,
      Metrics: Object.entries(metricAttribution).map(([MetricName, { event: EventType, sum }]) => ({
        ...{ EventType, MetricName },
        Expression: sum === undefined ? 'SAMPLECOUNT()' : `SUM(${sum})`,
      })),
    };
    const resource = addOnsProvider(this).resource(this, 'Resource', {
      resourceType: METRIC_ATTRIBUTION_TYPE,
      properties,
      statements,
      policy: 'MetricAttribution',
    });
    resource.node.addDependency(role);
    this.node.addDependency(order.imported);
    order.take([this]);
  }
}
