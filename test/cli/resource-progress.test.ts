import { resourceProgress } from '../../cli/resource-progress';

const event = (LogicalResourceId: string, ResourceStatus: string, seconds: number, reason?: string) => ({
  StackId: 'arn:stack',
  EventId: `${LogicalResourceId}-${ResourceStatus}`,
  StackName: 'Shop',
  LogicalResourceId,
  ResourceType: 'AWS::S3::Bucket',
  ResourceStatus: ResourceStatus as 'CREATE_COMPLETE',
  Timestamp: new Date(seconds * 1000),
  ResourceStatusReason: reason,
});

describe('the progress of resources', () => {
  it('tells what has begun, what has ended, and why it failed', () => {
    const progress = resourceProgress('Shop');
    expect(progress(event('Bucket', 'CREATE_IN_PROGRESS', 1))).toEqual({
      logicalId: 'Bucket',
      type: 'AWS::S3::Bucket',
      status: 'CREATE_IN_PROGRESS',
      begunMs: 1000,
    });
    expect(progress(event('Bucket', 'CREATE_IN_PROGRESS', 2, 'Resource creation Initiated'))).toBeUndefined();
    expect(progress(event('Bucket', 'CREATE_COMPLETE', 5))).toEqual({
      logicalId: 'Bucket',
      type: 'AWS::S3::Bucket',
      status: 'CREATE_COMPLETE',
      begunMs: 1000,
      endedMs: 5000,
    });
    progress(event('Bucket', 'DELETE_IN_PROGRESS', 7));
    expect(progress(event('Bucket', 'DELETE_FAILED', 9, 'not empty'))).toMatchObject({
      begunMs: 7000,
      endedMs: 9000,
      reason: 'not empty',
    });
  });

  it('is silent about the stack itself', () => {
    expect(resourceProgress('Shop')(event('Shop', 'CREATE_COMPLETE', 1))).toBeUndefined();
  });
});
