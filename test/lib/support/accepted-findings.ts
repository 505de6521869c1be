/** Accepted cdk-nag findings, and why. */
export interface AcceptedFinding {
  /** The full rule name, with the finding in brackets. */
  readonly rule: RegExp;
  /** Prefix of the paths of the constructs for which it is accepted, below the stack. */
  readonly at: RegExp;
  readonly reason: string;
}

const accept = (rule: RegExp, at: RegExp, reason: string): AcceptedFinding => ({ rule, at, reason });

/** A policy with a wildcard. */
const wildcard = (resource: string, at: RegExp, reason: string): AcceptedFinding =>
  accept(new RegExp(`^AwsSolutions-IAM5\\[Resource::${resource}\\]$`), at, reason);

const OF_ACCOUNT = '<AWS::Region>:<AWS::AccountId>';
const PERSONALIZE_ARN = `arn:<AWS::Partition>:personalize:${OF_ACCOUNT}`;
const IN_BUCKET = '<DataBucket\\w+\\.Arn>';

/** All AwsSolutionsChecks findings in this stack. */
export const ACCEPTED_FINDINGS: readonly AcceptedFinding[] = [
  accept(
    /^AwsSolutions-S1$/,
    /^Data\/Bucket\//,
    'The bucket lives as long as the stack and its files can be made again from the archive. A bucket for its ' +
      'access log would have to outlive it; CloudTrail data events can record reads.',
  ),
  wildcard(
    `${IN_BUCKET}/((dataset|incoming)/)?\\*`,
    /^(Data\/(ImportRole|GluePreparedData\/Job\/Role)|PrepareData(Glue)?Provider\/HandlerRole|Analyst)\//,
    'Objects of the one bucket: the prepared files, and with fresh data what analysts drop.',
  ),
  wildcard(
    `arn:<AWS::Partition>:cloudformation:${OF_ACCOUNT}:stack/<AWS::StackName>/\\*`,
    /^Analyst\//,
    'The outputs of this one stack, which commands ask for by its name: the wildcard is the id that CloudFormation appends.',
  ),
  wildcard(
    'arn:<AWS::Partition>:s3:::shop-exports/day/\\*',
    /^(Data\/GluePreparedData\/Job\/Role|PrepareDataProvider\/HandlerRole)\//,
    'The CSV parts of the source that the shop names, of which there may be any number.',
  ),
  accept(
    /^AwsSolutions-GL1$/,
    /^Data\/GluePreparedData\/Job\/Resource$/,
    'CloudWatch Logs encrypts the two log groups with its own key. They contain Spark’s own messages, and of the data at ' +
      'most one value that an import would refuse.',
  ),
  accept(
    /^AwsSolutions-GL3$/,
    /^Data\/GluePreparedData\/Job\/Resource$/,
    'The job keeps no bookmarks: each run reads the whole source.',
  ),
  wildcard(
    `${IN_BUCKET}/(dataset|dataset/(added|fresh)|incoming|process(ing|ed)|refused|runs)/\\*`,
    /^FreshData\/Functions\//,
    'The places of fresh data within the one bucket; whoever drops a file names it.',
  ),
  wildcard(
    '<((FreshData|Lists)Functions|(Segments|Batches|Pauses)Function|\\w+Provider)\\w+\\.Arn>:\\*',
    /^(FreshData|Lists|Segments|Batches|Pauses)\/StateMachine\/|Provider\/Framework/,
    'Written by CDK: the versions and aliases of the function that is called, of which there are none.',
  ),
  wildcard(
    'arn:.*:execution:Shop-(fresh-data|lists|segments|batches):\\*',
    /^((FreshData|Lists)\/Functions|(Segments|Batches)\/Role|AddOnsProvider\/(ListsRuns|BatchRuns))\//,
    'The executions of its own state machine: whether one works, and to end it with the stack.',
  ),
  accept(
    /^AwsSolutions-SF[12]$/,
    /^(FreshData|Lists|Segments|Batches|Pauses)\/StateMachine\/|Provider\/Framework\/waiter-state-machine\//,
    'The functions log the results of their steps and what they wait for, runs leave a report or a manifest, and Step Functions keeps ' +
      'the history of executions for 90 days. Logging all of it needs permissions for every log group of the account.',
  ),
  wildcard(
    `${IN_BUCKET}/(dataset|lists)/\\*`,
    /^(Lists\/Functions|AddOnsProvider\/ListsRuns)\//,
    'The prepared files, of which the items are read, and the lists, within the one bucket.',
  ),
  wildcard(
    `${IN_BUCKET}/(dataset|segments|batches)/\\*`,
    /^((Segments|Batches)\/(Job)?Role|AddOnsProvider\/BatchRuns)\//,
    'The prepared files, of which the users are read, and the results, within the one bucket.',
  ),
  wildcard(
    `${PERSONALIZE_ARN}:solution/Shop-(segments-(items|queries)|batches-users)\\*(/\\*)?`,
    /^(Segments|Batches)\/Role\//,
    'Its own solutions and their versions, by the start of their names: new columns replace a solution under another name, ' +
      'and Personalize makes up the last part of the ARN of a version.',
  ),
  wildcard(
    `${PERSONALIZE_ARN}:(batch-segment-job/Shop-segments|batch-inference-job/Shop-batches)\\*`,
    /^(Segments|Batches)\/Role\//,
    'Names of this stack alone, by their start: names of jobs are used up and have to be new each time.',
  ),
  wildcard(
    `${PERSONALIZE_ARN}:solution/Shop-\\*`,
    /^AddOnsProvider\/Solutions\//,
    'Names of this stack alone, by their start: those of solutions that are being deleted are not in the template.',
  ),
  wildcard(
    '\\*',
    /^((Segments|Batches)\/Role|AddOnsProvider\/(Solutions|SolutionTrainings|BatchRuns))\//,
    'Personalize’s List actions support no resource-level permissions.',
  ),
  wildcard(
    '\\*',
    /^Pauses\/Role\//,
    'CloudWatch supports no resource-level permissions for reading metrics.',
  ),
  wildcard(
    `${IN_BUCKET}/experiment/[\\w.-]+/\\*`,
    /^Experiment\/Role\//,
    'The totals of the one experiment, an object a day.',
  ),
  accept(
    /^AwsSolutions-APIG4$/,
    /^Api\/Gateway\/HttpApi\/(GET|HEAD|POST)--(recommendations--\{useCase\}|items|events|(recommended|ranked)-items\.js|openapi\.json)\//,
    'What a shop shows to everybody. Whatever is of one user needs a proof, which the function checks itself: a token that ' +
      'the shop’s back end has signed, or a JWT on routes that have an authorizer. docs/api.md says what bounds abuse.',
  ),
  wildcard(
    `${IN_BUCKET}/(lists|dataset/\\*/training_item\\.csv)/\\*`,
    /^Api\/Role\//,
    'Lists, and the parts of the one table of items, within the one bucket; runs name their own folders.',
  ),
  wildcard(
    '\\*',
    /^Api\/Role\//,
    'PutEvents supports no resource-level permissions: the tracking id selects the tracker.',
  ),
  wildcard(
    `${PERSONALIZE_ARN}:(dataset-import-job|filter|recommender|schema)/Shop-[a-z-]*\\*`,
    /^(Analyst|(FreshData|Lists)\/Functions|CoreProvider\/Data|AddOnsProvider\/Filters)\//,
    'Names of this stack alone, by their start: names of import jobs are used up and have to be new each time, ' +
      'analysts make up names of their own, those of filters and schemas change with what they hold, and of leftover recommenders ' +
      'only the start is known.',
  ),
  wildcard(
    `${PERSONALIZE_ARN}:dataset/Shop-shop/\\*`,
    /^Analyst\//,
    'The three datasets of the one dataset group.',
  ),
  wildcard(
    `${PERSONALIZE_ARN}:(event-tracker|filter|metric-attribution|recommender)/\\*`,
    /^CoreProvider\/Data\//,
    'Filters, event trackers and metric attributions that people add to the dataset group block its deletion, and may have any ' +
      'name; of recommenders of any name only the tags are read.',
  ),
  wildcard(
    `${PERSONALIZE_ARN}:event-tracker/\\*`,
    /^AddOnsProvider\/EventTracker\//,
    'Personalize makes up the last part of the ARN of an event tracker; whose it is, its tags say.',
  ),
  wildcard(
    '\\*',
    /^(Analyst|(FreshData|Lists)\/Functions|CoreProvider\/Data|AddOnsProvider\/(EventTracker|MetricAttribution))\//,
    'Personalize’s List actions and PutEvents know no resource; test/lib/permissions.test.ts holds that it is these alone.',
  ),
  wildcard(
    '\\*',
    /^MetricAttribution\/Role\//,
    'PutMetricData supports no resource-level permissions, and the namespace that Personalize uses is not documented.',
  ),
  wildcard(
    '\\*',
    /^Watching\/Watcher\/Role\//,
    'ListDatasetImportJobs and PutMetricData know no resource; metrics are put into the one namespace alone, by a condition.',
  ),
  wildcard(
    'arn:.*:log-group:/aws/sagemaker/NotebookInstances\\*',
    /^Analyst\//,
    'SageMaker names the log group of its notebook instances, and makes the streams’ names.',
  ),
];
