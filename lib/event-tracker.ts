import { CustomResource, TagManager, TagType, type ITaggableV2 } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import {
  EVENT_TRACKER_TYPE,
  type EventTrackerAttributes,
  type EventTrackerProperties,
} from '../domain/contracts/event-tracker';
import type { DatasetGroup } from './dataset-group';
import { LambdaProvider, ownStackStatement } from './lambda-provider';
import { personalizeArn, resourceName } from './personalize-arn';
import type { Settings } from './settings';
import { tagProperty } from './tag-property';

/** Whose events an {@link EventTracker} takes. */
export interface EventTrackerProps {
  readonly datasetGroup: DatasetGroup;
}

/**
 * The door for events as they happen, which a dataset group has one of. It needs the Interactions dataset, empty or
 * not.
 *
 * @see https://docs.aws.amazon.com/personalize/latest/dg/recording-item-interaction-events.html
 */
export class EventTracker extends Construct implements ITaggableV2 {
  /** The tracker that the settings ask for, if they do. */
  static ofSettings(
    scope: Construct,
    id: string,
    props: EventTrackerProps & Pick<Settings, 'eventTracker'>,
  ): EventTracker | undefined {
    return props.eventTracker ? new EventTracker(scope, id, props) : undefined;
  }

  readonly eventTrackerArn: string;
  /** What PutEvents asks for. */
  readonly trackingId: string;
  readonly cdkTagManager = new TagManager(TagType.MAP, EVENT_TRACKER_TYPE);

  constructor(scope: Construct, id: string, { datasetGroup }: EventTrackerProps) {
    super(scope, id);
    // Personalize makes up the last part of its ARN.
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
      // Where a list is refused, it may be that the group is gone.
      new iam.PolicyStatement({
        actions: ['personalize:DescribeDatasetGroup'],
        resources: [personalizeArn(this, 'dataset-group', datasetGroup.datasetGroupName)],
      }),
      // Personalize's List actions know no resource.
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

  /** Lets somebody send events. PutEvents knows no resource: whose tracker it is, the tracking id says. */
  grantPutEvents(grantee: iam.IGrantable): iam.Grant {
    return iam.Grant.addToPrincipal({
      grantee,
      actions: ['personalize:PutEvents'],
      resourceArns: ['*'],
    });
  }
}
