import { stackFailure } from '../../src/failure/stack-failure';

/** CloudFormation's reason for a function's error that the CDK's provider framework has passed on. */
const passedOn = (message: string): string =>
  `Received response status [FAILED] from custom resource. Message returned: Error: ${message}\n\n` +
  'Logs: /aws/lambda/Shop-TrainingProviderisComplete8D5-FZl3\n\n    at invokeUserFunction (/var/task/framework.js:2:6)\n' +
  '    at process.processTicksAndRejections (node:internal/process/task_queues:95:5) (RequestId: 7d028c86-49cb)';
const ended = (how: string): string => passedOn(`RequestId: 7d028c86-49cb Error: Runtime exited ${how}`);
const TIMED_OUT = 'Task timed out after 60.00 seconds';

const FUNCTION = 'The function Shop-TrainingProviderisComplete8D5-FZl3';
const SLOW = `${FUNCTION} gave no answer within 60 seconds.`;
const AT = '2026-11-30T00:00:00.000Z';

/** Reasons that are told without what surrounds them. */
const SAYS = {
  fewer: 'Training of arn:r failed: Dataset has fewer than 1000 interactions',
  memory: 'Training of arn:r failed: The training ran out of memory (heap limit). Use fewer interactions.',
  late: 'Training did not finish within 4 hours. Raise the setting trainingTimeoutHours and deploy again.',
  wait: 'After 110 minutes still waiting for the import. Personalize continues on its own.',
  denied: 'User: x is not authorized to perform: kms:Encrypt',
  unread: 'Insufficient privileges for accessing data in Amazon S3.',
  bucket: 'The bucket you tried to delete is not empty. You must delete all versions in the bucket.',
  quota: 'LimitExceededException: More than 5 resources in ACTIVE state.',
  token: 'Modifying service token is not allowed.',
};
const handled = (message: string, code: string): string =>
  `Resource handler returned message: "${message}" (HandlerErrorCode: ${code})`;

it.each([
  ['of a late function', passedOn(`RequestId: 7d028c86-49cb Error: ${TIMED_OUT}`), SLOW, 'slow-function'],
  ['of a late function on AWS', passedOn(`${AT} 7d028c86-49cb ${TIMED_OUT}`), SLOW, 'slow-function'],
  ['of lack of memory', ended('with error: signal: killed'), `${FUNCTION} ran out of memory.`, 'memory'],
  [
    'of a function that ended',
    ended('with error: exit status 1'),
    `${FUNCTION} ended before its answer (exit status 1).`,
    'ended-function',
  ],
  [
    'of a function that threw',
    passedOn(`${SAYS.fewer} Logs: shop-logs (ignore the log group in the next line)`),
    SAYS.fewer,
    'data',
  ],
  ['of a training out of memory', passedOn(SAYS.memory), SAYS.memory, 'memory'],
  ['of a stack of version 1.0.0', SAYS.token, SAYS.token, 'other-version'],
  ['of a training that took too long', passedOn(SAYS.late), SAYS.late, 'training-time'],
  ['of a wait', passedOn(SAYS.wait), SAYS.wait, 'wait'],
  ['of a service that refuses', handled(SAYS.denied, 'AccessDenied'), SAYS.denied, 'permission'],
  ['of an import without permission', passedOn(SAYS.unread), SAYS.unread, 'permission'],
  ['of a bucket in use', handled(SAYS.bucket, 'BucketNotEmpty'), SAYS.bucket, 'bucket'],
  ['of a quota', passedOn(SAYS.quota), SAYS.quota, 'quota'],
])('a failure of a stack %s is one line and what helps against its cause', (_, reason, says, remedy) => {
  expect(stackFailure(reason)).toEqual({ says, remedy });
});
