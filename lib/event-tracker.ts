import { CustomResource, TagManager, TagType, type ITaggableV2 } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import {
  EVENT_TRACKER_TYPE,
  type EventTrackerAttributes,
  type EventTrackerProperties,
} from '@ecommerce-recommenders/shop-data/contracts/event-tracker';
import type { DatasetGroup } from './dataset-group';
import { LambdaProvider, ownStackStatement } from './lambda-provider';
import { personalizeArn, resourceName } from './personalize-arn';
import type { Settings } from '@ecommerce-recommenders/shop-data/settings/settings';
import { tagProperty } from './tag-property';

/** Target of an {@link EventTracker}. */
export interface EventTrackerProps {
  readonly datasetGroup: DatasetGroup;
}

/**
 * An event tracker, at most one in a dataset group. It needs the Interactions dataset, empty or not.
 *
 * @see https://docs.aws.amazon.com/personalize/latest/dg/recording-item-interaction-events.html
 */
export class EventTracker extends Construct implements ITaggableV2 {
  /** The tracker; `undefined` if the setting is false. */
  static ofSettings(
    scope: Construct,
    id: string,
    props: EventTrackerProps & Pick<Settings, 'eventTracker'>,
  ): EventTracker | undefined {
    return props.eventTracker ? new EventTracker(scope, id, props) : undefined;
  }

  readonly eventTrackerArn: string;
  /** Required by PutEvents. */
  readonly trackingId: string;
  /** Tags of the resource, which `Tags.of` sets. */
  readonly cdkTagManager = new TagManager(TagType.MAP, EVENT_TRACKER_TYPE);

  constructor(scope: Construct, id: string, { datasetGroup }: EventTrackerProps) {
    super(scope, id);
    // Personalize generates the last part of its ARN.
    const trackers = personalizeArn(this, 'event-tracker', '*');
    const provider = LambdaProvider.getOrCreate(this, 'event-tracker');
    provider.allow(
      ownStackStatement(this),
      new iam.PolicyStatement({
        actions: ['personalize:CreateEventTracker'],
        resources: [personalizeArn(this, 'dataset-group', datasetGroup.datasetGroupName), trackers],
      }),
      new iam.PolicyStatement({
        actions: [
          'personalize:DescribeEventTracker',
          'personalize:DeleteEventTracker',
          'personalize:TagResource',
          'personalize:UntagResource',
          'personalize:ListTagsForResource',
        ],
        resources: [trackers],
      }),
      // A list that fails may mean that the group is gone.
      new iam.PolicyStatement({
        actions: ['personalize:DescribeDatasetGroup'],
        resources: [personalizeArn(this, 'dataset-group', datasetGroup.datasetGroupName)],
      }),
      // Personalize's List actions support no resource-level permissions.
      new iam.PolicyStatement({ actions: ['personalize:ListEventTrackers'], resources: ['*'] }),
    );
    const properties: EventTrackerProperties = {
      Name: resourceName(this, 'events'),
      DatasetGroupArn: datasetGroup.datasetGroupArn,
      Tags: tagProperty(this.cdkTagManager),
    };
    const resource = new CustomResource(this, 'Resource', {
      resourceType: EVENT_TRACKER_TYPE,
      serviceToken: provider.serviceToken,
      properties,
    });
    const attribute = (name: keyof EventTrackerAttributes): string => resource.getAttString(name);
    this.eventTrackerArn = attribute('EventTrackerArn');
    this.trackingId = attribute('TrackingId');
  }

  /** Allows PutEvents, which supports no resource-level permissions: the tracking id selects the tracker. */
  grantPutEvents(grantee: iam.IGrantable): iam.Grant {
    return iam.Grant.addToPrincipal({
      grantee,
      actions: ['personalize:PutEvents'],
      resourceArns: ['*'],
    });
  }
}
