import { TagManager, TagType, type ITaggableV2 } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import {
  EVENT_TRACKER_TYPE,
  type EventTrackerAttributes,
  type EventTrackerProperties,
} from '@ecommerce-recommenders/shop-data/contracts/functions/event-tracker';
import { addOnsProvider } from '../add-ons/add-ons-provider';
import { personalizeArn, resourceName } from '../shop/personalize-arn';
import type { EcommerceRecommenders } from '../shop/ecommerce-recommenders';
import { checkedAddOn, type AddOnRules } from '../add-ons/checked-add-on';
import { tagProperty } from '../shop/tag-property';
import { allow } from '../shop/allow';

/** The shop of a {@link ShopEventTracker}. */
export interface ShopEventTrackerProps {
  readonly shop: EcommerceRecommenders;
}

const RULES: AddOnRules<ShopEventTrackerProps> = {
  shop: 'object',
};

/**
 * An event tracker. A dataset group has at most one, and needs an Interactions dataset for it, which may be empty.
 *
 * @see https://docs.aws.amazon.com/personalize/latest/dg/recording-item-interaction-events.html
 */
export class ShopEventTracker extends Construct implements ITaggableV2 {
  readonly eventTrackerArn: string;
  /** Tracking id that PutEvents requires. */
  readonly trackingId: string;
  /** Tags of the resource, which `Tags.of` sets. */
  readonly cdkTagManager = new TagManager(TagType.MAP, EVENT_TRACKER_TYPE);

  constructor(scope: Construct, id: string, props: ShopEventTrackerProps) {
    super(scope, id);
    checkedAddOn(this, props, RULES);
    const { shop } = props;
    const { datasetGroup, analystRole, order } = shop;
    // Personalize generates the last part of the ARN, so it is not known here.
    const trackers = personalizeArn(this, 'event-tracker', '*');
    const statements = [
      allow(
        ['personalize:CreateEventTracker'],
        personalizeArn(this, 'dataset-group', datasetGroup.datasetGroupName),
        trackers,
      ),
      allow(
        [
          'personalize:DescribeEventTracker',
          'personalize:DeleteEventTracker',
          'personalize:TagResource',
          'personalize:UntagResource',
          'personalize:ListTagsForResource',
        ],
        trackers,
      ),
      // If a list fails, the group may be gone.
      allow(
        ['personalize:DescribeDatasetGroup'],
        personalizeArn(this, 'dataset-group', datasetGroup.datasetGroupName),
      ),
      // Personalize's List actions support no resource-level permissions.
      allow(['personalize:ListEventTrackers'], '*'),
    ];
    const properties: EventTrackerProperties = {
      Name: resourceName(this, 'events'),
      DatasetGroupArn: datasetGroup.datasetGroupArn,
      Tags: tagProperty(this.cdkTagManager),
    };
    const resource = addOnsProvider(this).resource(this, 'Resource', {
      resourceType: EVENT_TRACKER_TYPE,
      properties,
      statements,
      policy: 'EventTracker',
    });
    const attribute = (name: keyof EventTrackerAttributes): string => resource.getAttString(name);
    this.eventTrackerArn = attribute('EventTrackerArn');
    this.trackingId = attribute('TrackingId');
    this.node.addDependency(order.imported);
    order.take([this]);
    if (analystRole) this.grantPutEvents(analystRole);
  }

  /** Allows PutEvents. It supports no resource-level permissions; the tracking id selects the tracker. */
  grantPutEvents(grantee: iam.IGrantable): iam.Grant {
    return iam.Grant.addToPrincipal({
      grantee,
      actions: ['personalize:PutEvents'],
      resourceArns: ['*'],
    });
  }
}
