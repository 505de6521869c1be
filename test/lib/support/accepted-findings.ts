/** Accepted cdk-nag findings, and why. */
export interface AcceptedFinding {
  /** The full rule name, with the finding in brackets. */
  readonly rule: RegExp;
  /** Prefix of the paths of the constructs for which it is accepted, below the stack. */
  readonly at: RegExp;
  readonly reason: string;
}

/** The rule, or the wildcard in a policy; the paths; and the reason. */
const TABLE = String.raw`
S1
  at ^Data/Bucket/
  The bucket lives as long as the stack and its files can be made again from the archive. A bucket for its access log would have to outlive
  it; CloudTrail data events can record reads.
wildcard BUCKET/((dataset|incoming)/)?\*
  at ^(Data/(ImportRole|GluePreparedData/Job/Role)|PrepareData(Glue)?Provider/HandlerRole|Analyst)/
  Objects of the one bucket: the prepared files, and with fresh data what analysts drop.
wildcard arn:<AWS::Partition>:cloudformation:<AWS::Region>:<AWS::AccountId>:stack/<AWS::StackName>/\*
  at ^Analyst/
  The outputs of this one stack, which commands ask for by its name: the wildcard is the id that CloudFormation appends.
wildcard arn:<AWS::Partition>:s3:::shop-exports/day/\*
  at ^(Data/GluePreparedData/Job/Role|PrepareDataProvider/HandlerRole)/
  The CSV parts of the source that the shop names, of which there may be any number.
GL1
  at ^Data/GluePreparedData/Job/Resource$
  CloudWatch Logs encrypts the two log groups with its own key. They contain Spark’s own messages, and of the data at most one value that an
  import would refuse.
GL3
  at ^Data/GluePreparedData/Job/Resource$
  The job keeps no bookmarks: each run reads the whole source.
wildcard BUCKET/(dataset|dataset/(added|fresh)|incoming|process(ing|ed)|refused|runs)/\*
  at ^FreshData/Functions/
  The places of fresh data within the one bucket; whoever drops a file names it.
wildcard <((FreshData|Lists)Functions|(Segments|Batches|Pauses)Function|\w+Provider)\w+\.Arn>:\*
  at ^(FreshData|Lists|Segments|Batches|Pauses)/StateMachine/|Provider/Framework
  Written by CDK: the versions and aliases of the function that is called, of which there are none.
wildcard arn:.*:execution:Shop-(fresh-data|lists|segments|batches):\*
  at ^((FreshData|Lists)/Functions|(Segments|Batches)/Role|AddOnsProvider/(ListsRuns|BatchRuns))/
  The executions of its own state machine: whether one works, and to end it with the stack.
SF[12]
  at ^(FreshData|Lists|Segments|Batches|Pauses)/StateMachine/|Provider/Framework/waiter-state-machine/
  The functions log the results of their steps and what they wait for, runs leave a report or a manifest, and Step Functions keeps the
  history of executions for 90 days. Logging all of it needs permissions for every log group of the account.
wildcard BUCKET/(dataset|lists)/\*
  at ^(Lists/Functions|AddOnsProvider/ListsRuns)/
  The prepared files, of which the items are read, and the lists, within the one bucket.
wildcard BUCKET/(dataset|segments|batches)/\*
  at ^((Segments|Batches)/(Job)?Role|AddOnsProvider/BatchRuns)/
  The prepared files, of which the users are read, and the results, within the one bucket.
wildcard PERSONALIZE:solution/Shop-(segments-(items|queries)|batches-users)\*(/\*)?
  at ^(Segments|Batches)/Role/
  Its own solutions and their versions, by the start of their names: new columns replace a solution under another name, and Personalize
  makes up the last part of the ARN of a version.
wildcard PERSONALIZE:(batch-segment-job/Shop-segments|batch-inference-job/Shop-batches)\*
  at ^(Segments|Batches)/Role/
  Names of this stack alone, by their start: names of jobs are used up and have to be new each time.
wildcard PERSONALIZE:solution/Shop-\*
  at ^AddOnsProvider/Solutions/
  Names of this stack alone, by their start: those of solutions that are being deleted are not in the template.
wildcard \*
  at ^((Segments|Batches)/Role|AddOnsProvider/(Solutions|SolutionTrainings|BatchRuns))/
  Personalize’s List actions support no resource-level permissions.
wildcard \*
  at ^Pauses/Role/
  CloudWatch supports no resource-level permissions for reading metrics.
wildcard BUCKET/experiment/[\w.-]+/\*
  at ^Experiment/Role/
  The totals of the one experiment, an object a day.
APIG4
  at ^Api/Gateway/HttpApi/(GET|HEAD|POST)--(recommendations--\{useCase\}|items|events|(recommended|ranked)-items\.js|openapi\.json)/
  What a shop shows to everybody. Whatever is of one user needs a proof, which the function checks itself: a token that the shop’s back end
  has signed, or a JWT on routes that have an authorizer. docs/api.md says what bounds abuse.
wildcard BUCKET/(lists|dataset/\*/training_item\.csv)/\*
  at ^Api/Role/
  Lists, and the parts of the one table of items, within the one bucket; runs name their own folders.
wildcard \*
  at ^Api/Role/
  PutEvents supports no resource-level permissions: the tracking id selects the tracker.
wildcard PERSONALIZE:(dataset-import-job|filter|recommender|schema)/Shop-[a-z-]*\*
  at ^(Analyst|(FreshData|Lists)/Functions|CoreProvider/Data|AddOnsProvider/Filters)/
  Names of this stack alone, by their start: names of import jobs are used up and have to be new each time, analysts make up names of their
  own, those of filters and schemas change with what they hold, and of leftover recommenders only the start is known.
wildcard PERSONALIZE:dataset/Shop-shop/\*
  at ^Analyst/
  The three datasets of the one dataset group.
wildcard PERSONALIZE:(event-tracker|filter|metric-attribution|recommender)/\*
  at ^CoreProvider/Data/
  Filters, event trackers and metric attributions that people add to the dataset group block its deletion, and may have any name; of
  recommenders of any name only the tags are read.
wildcard PERSONALIZE:event-tracker/\*
  at ^AddOnsProvider/EventTracker/
  Personalize makes up the last part of the ARN of an event tracker; whose it is, its tags say.
wildcard \*
  at ^(Analyst|(FreshData|Lists)/Functions|CoreProvider/Data|AddOnsProvider/(EventTracker|MetricAttribution))/
  Personalize’s List actions and PutEvents know no resource; test/lib/permissions.test.ts holds that it is these alone.
wildcard \*
  at ^MetricAttribution/Role/
  PutMetricData supports no resource-level permissions, and the namespace that Personalize uses is not documented.
wildcard \*
  at ^Watching/Watcher/Role/
  ListDatasetImportJobs and PutMetricData know no resource; metrics are put into the one namespace alone, by a condition.
wildcard arn:.*:log-group:/aws/sagemaker/NotebookInstances\*
  at ^Analyst/
  SageMaker names the log group of its notebook instances, and makes the streams’ names.
`;

/** Names of the table, as cdk-nag writes them. */
const patternOf = (text: string): string =>
  text
    .replace('PERSONALIZE', 'arn:<AWS::Partition>:personalize:<AWS::Region>:<AWS::AccountId>')
    .replace('BUCKET', String.raw`<DataBucket\w+\.Arn>`)
    .replace(/^wildcard (.*)/, String.raw`IAM5\[Resource::$1\]`);

/** All AwsSolutionsChecks findings in this stack. */
export const ACCEPTED_FINDINGS: readonly AcceptedFinding[] = TABLE.trim()
  .split(/\n(?! )/)
  .map((entry) => {
    const [rule, at, ...reason] = entry.split('\n  ');
    return {
      rule: new RegExp(`^AwsSolutions-${patternOf(rule)}$`),
      at: new RegExp(at.replace('at ', '')),
      reason: reason.join(' '),
    };
  });
