/** Accepted cdk-nag findings, and why. */
export interface AcceptedFinding {
  /** The full rule name, with the finding in brackets. */
  readonly rule: RegExp;
  /** Prefix of the paths of the constructs for which it is accepted, below the stack. */
  readonly at: RegExp;
  readonly reason: string;
}

const PERSONALIZE_ARN = 'arn:<AWS::Partition>:personalize:<AWS::Region>:<AWS::AccountId>';

const wildcard = (resource: string): RegExp => new RegExp(`^AwsSolutions-IAM5\\[Resource::${resource}\\]$`);

/** All AwsSolutionsChecks findings in this stack. */
export const ACCEPTED_FINDINGS: readonly AcceptedFinding[] = [
  {
    rule: /^AwsSolutions-S1$/,
    at: /^Data\/Bucket\//,
    reason:
      'The bucket lives as long as the stack and its files can be made again from the archive. A bucket for its ' +
      'access log would have to outlive it; CloudTrail data events can record reads.',
  },
  {
    rule: wildcard('<DataBucket\\w+\\.Arn>/((dataset|incoming)/)?\\*'),
    at: /^(Data\/(ImportRole|GluePreparedData\/Job\/Role)|PrepareData(Glue)?Provider\/HandlerRole|Analyst)\//,
    reason: 'Objects of the one bucket: the prepared files, and with fresh data what analysts drop.',
  },
  {
    rule: wildcard(
      'arn:<AWS::Partition>:cloudformation:<AWS::Region>:<AWS::AccountId>:stack/<AWS::StackName>/\\*',
    ),
    at: /^Analyst\//,
    reason:
      'The outputs of this one stack, which commands ask for by its name: the wildcard is the id that CloudFormation appends.',
  },
  {
    rule: wildcard('arn:<AWS::Partition>:s3:::shop-exports/day/\\*'),
    at: /^(Data\/GluePreparedData\/Job\/Role|PrepareDataProvider\/HandlerRole)\//,
    reason: 'The CSV parts of the source that the shop names, of which there may be any number.',
  },
  {
    rule: /^AwsSolutions-GL1$/,
    at: /^Data\/GluePreparedData\/Job\/Resource$/,
    reason:
      'CloudWatch Logs encrypts the two log groups with its own key. They contain Spark’s own messages, and of the data at ' +
      'most one value that an import would refuse.',
  },
  {
    rule: /^AwsSolutions-GL3$/,
    at: /^Data\/GluePreparedData\/Job\/Resource$/,
    reason: 'The job keeps no bookmarks: each run reads the whole source.',
  },
  {
    rule: wildcard(
      '<DataBucket\\w+\\.Arn>/(dataset|dataset/(added|fresh)|incoming|process(ing|ed)|refused|runs)/\\*',
    ),
    at: /^FreshData\/Functions\//,
    reason: 'The places of fresh data within the one bucket; whoever drops a file names it.',
  },
  {
    rule: wildcard('<FreshDataFunctions\\w+\\.Arn>:\\*'),
    at: /^FreshData\/StateMachine\//,
    reason: 'Written by CDK: the versions and aliases of each step’s function, of which there are none.',
  },
  {
    rule: wildcard('arn:.*:execution:Shop-fresh-data:\\*'),
    at: /^FreshData\/Functions\//,
    reason: 'The executions of its own state machine, to see whether the one that works still runs.',
  },
  {
    rule: /^AwsSolutions-SF[12]$/,
    at: /^FreshData\/StateMachine\//,
    reason:
      'Each step’s function logs its result, each run leaves a report for a year, and Step Functions keeps the ' +
      'history of executions for 90 days. Logging all of it needs permissions for every log group of the account.',
  },
  {
    rule: wildcard('<DataBucket\\w+\\.Arn>/(dataset|lists)/\\*'),
    at: /^(Lists\/Functions|AddOnsProvider\/ListsRuns)\//,
    reason: 'The prepared files, of which the items are read, and the lists, within the one bucket.',
  },
  {
    rule: wildcard('<ListsFunctions\\w+\\.Arn>:\\*'),
    at: /^Lists\/StateMachine\//,
    reason: 'Written by CDK: the versions and aliases of each step’s function, of which there are none.',
  },
  {
    rule: wildcard('arn:.*:execution:Shop-lists:\\*'),
    at: /^(Lists\/Functions|AddOnsProvider\/ListsRuns)\//,
    reason: 'The executions of its own state machine: whether one works, and to end it with the stack.',
  },
  {
    rule: /^AwsSolutions-SF[12]$/,
    at: /^Lists\/StateMachine\//,
    reason:
      'Each step’s function logs its result, the manifest says what was made, and Step Functions keeps the history ' +
      'of executions for 90 days. Logging all of it needs permissions for every log group of the account.',
  },
  {
    rule: wildcard('<DataBucket\\w+\\.Arn>/(dataset|segments|batches)/\\*'),
    at: /^((Segments|Batches)\/(Job)?Role|AddOnsProvider\/BatchRuns)\//,
    reason: 'The prepared files, of which the users are read, and the results, within the one bucket.',
  },
  {
    rule: wildcard(`${PERSONALIZE_ARN}:solution/Shop-(segments-(items|queries)|batches-users)\\*(/\\*)?`),
    at: /^(Segments|Batches)\/Role\//,
    reason:
      'Its own solutions and their versions, by the start of their names: new columns replace a solution under another name, ' +
      'and Personalize makes up the last part of the ARN of a version.',
  },
  {
    rule: wildcard(
      `${PERSONALIZE_ARN}:(batch-segment-job/Shop-segments|batch-inference-job/Shop-batches)\\*`,
    ),
    at: /^(Segments|Batches)\/Role\//,
    reason:
      'Names of this stack alone, by their start: names of jobs are used up and have to be new each time.',
  },
  {
    rule: wildcard(`${PERSONALIZE_ARN}:solution/Shop-\\*`),
    at: /^AddOnsProvider\/Solutions\//,
    reason:
      'Names of this stack alone, by their start: those of solutions that are being deleted are not in the template.',
  },
  {
    rule: wildcard('<(Segments|Batches)Function\\w+\\.Arn>:\\*'),
    at: /^(Segments|Batches)\/StateMachine\//,
    reason: 'Written by CDK: the versions and aliases of the one function, of which there are none.',
  },
  {
    rule: wildcard('arn:.*:execution:Shop-(segments|batches):\\*'),
    at: /^((Segments|Batches)\/Role|AddOnsProvider\/BatchRuns)\//,
    reason: 'The executions of its own state machine: whether one works, and to end it with the stack.',
  },
  {
    rule: wildcard('\\*'),
    at: /^((Segments|Batches)\/Role|AddOnsProvider\/(Solutions|SolutionTrainings|BatchRuns))\//,
    reason: 'Personalize’s List actions support no resource-level permissions.',
  },
  {
    rule: /^AwsSolutions-SF[12]$/,
    at: /^(Segments|Batches)\/StateMachine\//,
    reason:
      'The function logs the result of each step, the manifest says what was made, and Step Functions keeps the history ' +
      'of executions for 90 days. Logging all of it needs permissions for every log group of the account.',
  },
  {
    rule: /^AwsSolutions-SF[12]$/,
    at: /^Pauses\/StateMachine\//,
    reason:
      'One function, called until it succeeds. It logs what it starts and stops, or why it cannot yet; a log or a trace of ' +
      'the machine would repeat that.',
  },
  {
    rule: wildcard('<PausesFunction\\w+\\.Arn>:\\*'),
    at: /^Pauses\/StateMachine\/Role\//,
    reason:
      'Written by CDK’s task: the versions and aliases of the one function it calls, of which there are none.',
  },
  {
    rule: wildcard('\\*'),
    at: /^Pauses\/Role\//,
    reason: 'CloudWatch supports no resource-level permissions for reading metrics.',
  },
  {
    rule: wildcard('<DataBucket\\w+\\.Arn>/experiment/[\\w.-]+/\\*'),
    at: /^Experiment\/Role\//,
    reason: 'The totals of the one experiment, an object a day.',
  },
  {
    rule: /^AwsSolutions-APIG4$/,
    at: /^Api\/Gateway\/HttpApi\/(GET|HEAD|POST)--(recommendations--\{useCase\}|items|events|(recommended|ranked)-items\.js|openapi\.json)\//,
    reason:
      'What a shop shows to everybody. Whatever is of one user needs a proof, which the function checks itself: a token that ' +
      'the shop’s back end has signed, or a JWT on routes that have an authorizer. docs/api.md says what bounds abuse.',
  },
  {
    rule: wildcard('<DataBucket\\w+\\.Arn>/(lists|dataset/\\*/training_item\\.csv)/\\*'),
    at: /^Api\/Role\//,
    reason:
      'Lists, and the parts of the one table of items, within the one bucket; runs name their own folders.',
  },
  {
    rule: wildcard('\\*'),
    at: /^Api\/Role\//,
    reason: 'PutEvents supports no resource-level permissions: the tracking id selects the tracker.',
  },
  {
    rule: wildcard('<\\w+Provider\\w+\\.Arn>:\\*'),
    at: /Provider\/Framework/,
    reason:
      'Written by CDK’s provider framework: the versions and aliases of the one function it calls, of which ' +
      'there are none.',
  },
  {
    rule: /^AwsSolutions-SF[12]$/,
    at: /Provider\/Framework\/waiter-state-machine\//,
    reason:
      'A loop around one function, made by CDK’s provider framework. The function logs every poll and what it ' +
      'waits for; a log or a trace of the loop would repeat that.',
  },
  {
    rule: wildcard(`${PERSONALIZE_ARN}:(dataset-import-job|filter|recommender|schema)/Shop-[a-z-]*\\*`),
    at: /^(Analyst|(FreshData|Lists)\/Functions|CoreProvider\/Data|AddOnsProvider\/Filters)\//,
    reason:
      'Names of this stack alone, by their start: names of import jobs are used up and have to be new each time, ' +
      'analysts make up names of their own, those of filters and schemas change with what they hold, and of leftover recommenders ' +
      'only the start is known.',
  },
  {
    rule: wildcard(`${PERSONALIZE_ARN}:dataset/Shop-shop/\\*`),
    at: /^Analyst\//,
    reason: 'The three datasets of the one dataset group.',
  },
  {
    rule: wildcard(`${PERSONALIZE_ARN}:(event-tracker|filter|metric-attribution|recommender)/\\*`),
    at: /^CoreProvider\/Data\//,
    reason:
      'Filters, event trackers and metric attributions that people add to the dataset group block its deletion, and may have any ' +
      'name; of recommenders of any name only the tags are read.',
  },
  {
    rule: wildcard(`${PERSONALIZE_ARN}:event-tracker/\\*`),
    at: /^AddOnsProvider\/EventTracker\//,
    reason: 'Personalize makes up the last part of the ARN of an event tracker; whose it is, its tags say.',
  },
  {
    rule: wildcard('\\*'),
    at: /^(Analyst|(FreshData|Lists)\/Functions|CoreProvider\/Data|AddOnsProvider\/(EventTracker|MetricAttribution))\//,
    reason:
      'Personalize’s List actions and PutEvents know no resource; test/lib/permissions.test.ts holds that it is these ' +
      'alone.',
  },
  {
    rule: wildcard('\\*'),
    at: /^MetricAttribution\/Role\//,
    reason:
      'PutMetricData supports no resource-level permissions, and the namespace that Personalize uses is not documented.',
  },
  {
    rule: wildcard('\\*'),
    at: /^Watching\/Watcher\/Role\//,
    reason:
      'ListDatasetImportJobs and PutMetricData know no resource; metrics are put into the one namespace alone, by a ' +
      'condition.',
  },
  {
    rule: wildcard('arn:.*:log-group:/aws/sagemaker/NotebookInstances\\*'),
    at: /^Analyst\//,
    reason: 'SageMaker names the log group of its notebook instances, and makes the streams’ names.',
  },
];
