import type { AcceptedFinding } from './accepted-findings';

/** All NIST80053R5Checks findings in a stack with all that its settings can cure, and why they stay. */
export const ACCEPTED_NIST_FINDINGS: readonly AcceptedFinding[] = [
  {
    rule: /S3BucketReplicationEnabled$/,
    at: /^Data\/Bucket\//,
    reason:
      'The files can be made again from the archive or the source at any time. A replica would hold personal data in another ' +
      'region, beyond the deletion of the stack.',
  },
  {
    rule: /IAMNoInlinePolicy$/,
    at: /\/(DefaultPolicy|Deletion)\/Resource$/,
    reason:
      'Each policy names the resources of one role of this stack, and goes with it; nobody else could share it.',
  },
  {
    rule: /LambdaConcurrency$/,
    at: /./,
    reason:
      'CloudFormation, Step Functions and an hourly schedule call the functions, one at a time each; the stage of the API bounds ' +
      'its own. Reserved concurrency would be taken from the ten that a new account may run at once, for every function.',
  },
  {
    rule: /LambdaDLQ$/,
    at: /./,
    reason:
      'Their callers wait for the answer, and report a failure themselves: a failed deployment, execution or request. The hourly watch ' +
      'has an alarm for its own failures, and is called again within the hour.',
  },
];
