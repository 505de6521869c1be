import { stackFailure } from '../../src/failure/stack-failure';

/** CloudFormation's reason for a function's error that the CDK's provider framework has passed on. */
const passedOn = (message: string): string =>
  [
    `Received response status [FAILED] from custom resource. Message returned: Error: ${message}`,
    '',
    'Logs: /aws/lambda/Shop-TrainingProviderisComplete8D5-FZl3',
    '',
    '    at invokeUserFunction (/var/task/framework.js:2:6)',
    '    at process.processTicksAndRejections (node:internal/process/task_queues:95:5) (RequestId: 7d028c86-49cb)',
  ].join('\n');
const ended = (how: string): string => passedOn(`RequestId: 7d028c86-49cb Error: Runtime exited ${how}`);

describe('a failure of a stack', () => {
  it.each([
    [
      'of a function that timed out',
      passedOn('RequestId: 7d028c86-49cb Error: Task timed out after 60.00 seconds'),
      'The function Shop-TrainingProviderisComplete8D5-FZl3 gave no answer within 60 seconds.',
      'slow-function',
    ],
    [
      'of a function that timed out, as AWS says it',
      passedOn('2026-11-30T00:00:00.000Z 7d028c86-49cb Task timed out after 60.00 seconds'),
      'The function Shop-TrainingProviderisComplete8D5-FZl3 gave no answer within 60 seconds.',
      'slow-function',
    ],
    [
      'of a function out of memory',
      ended('with error: signal: killed'),
      'The function Shop-TrainingProviderisComplete8D5-FZl3 ran out of memory.',
      'memory',
    ],
    [
      'of a function that ended',
      ended('with error: exit status 1'),
      'The function Shop-TrainingProviderisComplete8D5-FZl3 ended before its answer (exit status 1).',
      'ended-function',
    ],
    [
      'of a function that threw',
      passedOn(
        'Training of arn:r failed: Dataset has fewer than 1000 interactions Logs: shop-logs (ignore the log group in the next line)',
      ),
      'Training of arn:r failed: Dataset has fewer than 1000 interactions',
      'data',
    ],
    [
      'of a training out of memory',
      passedOn(
        'Training of arn:r failed: The training ran out of memory (heap limit). Use fewer interactions.',
      ),
      'Training of arn:r failed: The training ran out of memory (heap limit). Use fewer interactions.',
      'memory',
    ],
    [
      'of a stack of version 1.0.0',
      'Modifying service token is not allowed.',
      'Modifying service token is not allowed.',
      'other-version',
    ],
    [
      'of a training that took too long',
      passedOn(
        'Training did not finish within 4 hours. Raise the setting trainingTimeoutHours and deploy again.',
      ),
      'Training did not finish within 4 hours. Raise the setting trainingTimeoutHours and deploy again.',
      'training-time',
    ],
    [
      'of a wait',
      passedOn('After 110 minutes still waiting for the import. Personalize continues on its own.'),
      'After 110 minutes still waiting for the import. Personalize continues on its own.',
      'wait',
    ],
    [
      'of a service that refuses',
      'Resource handler returned message: "User: x is not authorized to perform: kms:Encrypt" (HandlerErrorCode: AccessDenied)',
      'User: x is not authorized to perform: kms:Encrypt',
      'permission',
    ],
    [
      'of an import without permission',
      passedOn('Insufficient privileges for accessing data in Amazon S3.'),
      'Insufficient privileges for accessing data in Amazon S3.',
      'permission',
    ],
    [
      'of a bucket that was written into',
      'Resource handler returned message: "The bucket you tried to delete is not empty. You must delete all versions in the bucket." (HandlerErrorCode: BucketNotEmpty)',
      'The bucket you tried to delete is not empty. You must delete all versions in the bucket.',
      'bucket',
    ],
    [
      'of a quota',
      passedOn('LimitExceededException: More than 5 resources in ACTIVE state.'),
      'LimitExceededException: More than 5 resources in ACTIVE state.',
      'quota',
    ],
  ])('%s is one line and what helps against its cause', (_, reason, says, remedy) => {
    expect(stackFailure(reason)).toEqual({ says, remedy });
  });
});
