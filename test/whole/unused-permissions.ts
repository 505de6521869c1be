import type { UnusedPermission } from './permission-document';

/** Permissions that no scenario uses, and why the stack has them. */
export const UNUSED: readonly UnusedPermission[] = [
  {
    role: /ProviderHandlerRole/,
    action: /^cloudformation:(ListStackResources|DescribeStackEvents)$/,
    because:
      'only a Delete in an update, or a rollback, asks what else the stack has and when it began: see test/storm/stays-live.long.test.ts',
  },
  {
    role: /^(Core|AddOns)ProviderHandlerRole/,
    action: /^personalize:ListTagsForResource$/,
    because:
      'only of a resource that has lost its tag is it asked whose parent it is in: see test/storm/stays-live.long.test.ts',
  },
  {
    role: /^(PrepareData(Glue)?|AddOns)ProviderHandlerRole/,
    action: /^s3:(ListBucket|DeleteObject)$/,
    because:
      'the policy of the bucket allows it, too; the role needs its own once that policy no longer names it: see test/storm/switched-off.long.test.ts',
  },
  {
    role: /ProviderFramework/,
    action: /^lambda:(GetFunction|InvokeFunction)$/,
    because:
      'the CDK’s provider framework lets each of its functions call and look up both handlers, and a time-out function after an hour',
  },
  {
    role: /^PrepareDataProviderHandlerRole/,
    action: /^s3:AbortMultipartUpload$/,
    because: 'only a file of more than 8 MiB is uploaded in parts that a failure has to abort',
  },
  {
    role: /^FreshDataFunctionsRole/,
    action: /^s3:AbortMultipartUpload$/,
    because: 'only large files are uploaded and copied in parts that a failure has to abort',
  },
  {
    role: /^DataGluePreparedDataJobRole/,
    action: /^(s3:(GetObject|PutObject|DeleteObject|AbortMultipartUpload)|logs:CreateLogGroup)$/,
    because:
      'Spark marks the uppermost folder where nothing is in it yet, writes large parts in parts and takes away what a task has left half done; Glue asks for its log groups first. The embedded AWS runs the SQL alone',
  },
  {
    role: /^PrepareDataGlueProviderHandlerRole/,
    action: /^glue:BatchStopJobRun$/,
    because: 'a run is stopped only where the stack turns back while it goes on',
  },
  {
    role: /^((Core|AddOns)ProviderHandlerRole|FreshDataFunctionsRole|WatchingWatcherRole)/,
    action: /^personalize:DescribeDataset(Group)?$/,
    because: 'only where a list is refused is it asked whether what it lists the children of is gone',
  },
  {
    role: /^CoreProviderHandlerRole/,
    action: /^personalize:UpdateDataset$/,
    because:
      'the schema of the workshop’s columns never changes: see test/storm/own-files.long.test.ts for those of a mapping',
  },
  {
    role: /^AddOnsProviderHandlerRole/,
    action: /^personalize:StopSolutionVersionCreation$/,
    because:
      'a training is stopped only where its solution is deleted meanwhile: see test/whole/ranking.long.test.ts',
  },
  {
    role: /^(Segments|Batches)Role/,
    action: /^(personalize:StopSolutionVersionCreation|s3:AbortMultipartUpload)$/,
    because:
      'a training is stopped only after a run that failed or was stopped, a file only where it is long and cannot be written: see test/storm/batch.long.test.ts',
  },
  {
    role: /^AddOnsProviderHandlerRole/,
    action: /^states:StopExecution$/,
    because:
      'a run is stopped only where it goes on when the stack has no more of it: see test/storm/batch.long.test.ts',
  },
  {
    role: /^(ListsFunctionsRole|Analyst)/,
    action: /^personalize:GetRecommendations$/,
    because:
      'AWS’s samples allow it on filters, too; its documentation leaves open whether a filter needs it',
  },
];
