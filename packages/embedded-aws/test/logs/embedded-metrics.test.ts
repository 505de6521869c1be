import { CloudWatch } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs';
import { Lambda } from '@aws-sdk/client-lambda';
import { createAdminRole } from '../admin-role';
import { call, deploy } from '../lambda/deployed-function';
import { awsForAll } from '../support/test-aws';

// Functions run in processes: only those have streams of their own.
const aws = awsForAll();
const logs = aws.client(CloudWatchLogs);
const cloudWatch = aws.client(CloudWatch);
afterEach(() => aws.reset());

const HOUR_MS = 3_600_000;

/** Values by name and dimensions: `Clicks{Arm=control} 2 Count`. */
async function published(Namespace: string): Promise<string[]> {
  const { Metrics = [] } = await cloudWatch.listMetrics({ Namespace });
  const found = Metrics.map(async ({ MetricName, Dimensions = [] }) => {
    const { Datapoints } = await cloudWatch.getMetricStatistics({
      Namespace,
      MetricName,
      Dimensions,
      Statistics: ['Sum'],
      Period: 7_200,
      StartTime: new Date(aws.clock.now() - 4 * HOUR_MS),
      EndTime: new Date(aws.clock.now() + 4 * HOUR_MS),
    });
    const named = Dimensions.map(({ Name, Value }) => `${Name}=${Value}`).join(',');
    const sum = Datapoints!.reduce((total, { Sum = 0 }) => total + Sum, 0);
    return `${MetricName}{${named}} ${sum} ${Datapoints![0]?.Unit}`;
  });
  return (await Promise.all(found)).sort();
}

async function write(...documents: (object | string)[]): Promise<void> {
  await logs.createLogGroup({ logGroupName: 'shop' });
  await logs.createLogStream({ logGroupName: 'shop', logStreamName: 's' });
  const timestamp = Math.floor(aws.clock.now());
  const texts = documents.map((one) => (typeof one === 'string' ? one : JSON.stringify(one)));
  const logEvents = texts.map((message) => ({ timestamp, message }));
  await logs.putLogEvents({ logGroupName: 'shop', logStreamName: 's', logEvents });
}

const directive = {
  Namespace: 'Shop',
  Dimensions: [['Arm'], []],
  Metrics: [{ Name: 'Clicks', Unit: 'Count', StorageResolution: 60 }, { Name: 'Revenue' }],
};

const documentWith = (more: object = {}, directives: unknown = [directive]): object => ({
  _aws: { Timestamp: Math.floor(aws.clock.now()), CloudWatchMetrics: directives },
  Arm: 'control',
  Clicks: 2,
  Revenue: [1.5, 2.5],
  ...more,
});

it('become values by each set of dimensions', async () => {
  const shelf = documentWith({ Arm: 'shelf', Clicks: 1, Revenue: [] });
  await write(documentWith(), shelf, 'a plain line with "_aws"');
  expect(await published('Shop')).toEqual([
    'Clicks{Arm=control} 2 Count',
    'Clicks{Arm=shelf} 1 Count',
    'Clicks{} 3 Count',
    'Revenue{Arm=control} 4 None',
    'Revenue{} 4 None',
  ]);
  expect(await published('AWS/Logs')).toEqual([]);
});

it.each([
  ['Text', 'console.log(line)', 2],
  ['Text', "process.stdout.write(line + '\\n')", 2],
  ['JSON', 'console.log(line)', undefined],
  ['JSON', "process.stdout.write(line + '\\n')", 2],
] as const)('of a function with LogFormat %s that calls %s: %s', async (LogFormat, write, clicks) => {
  await createAdminRole(aws.endpoint);
  const lambda = new Lambda({ endpoint: aws.endpoint, region: 'us-east-1' });
  const code = `exports.handler = async (document) => { const line = JSON.stringify(document); ${write}; };`;
  await deploy(lambda, code, { LoggingConfig: { LogFormat } });
  await call(lambda, documentWith());
  const lines = clicks === undefined ? [] : [`Clicks{} ${clicks} Count`];
  expect((await published('Shop')).filter((line) => line.startsWith('Clicks{}'))).toEqual(lines);
});

it('of an invalid document are not published, but counted', async () => {
  const wrong: object[] = [
    documentWith({ Arm: 3 }),
    documentWith({ Arm: undefined }),
    documentWith({ Clicks: 'two' }),
    documentWith({ Clicks: undefined }),
    documentWith({ Clicks: Array(101).fill(1) }),
    documentWith({}, 'none'),
    documentWith({}, [{ ...directive, Namespace: '' }]),
    documentWith({}, [{ ...directive, Namespace: 'AWS/Shop' }]),
    documentWith({}, [{ ...directive, Dimensions: undefined }]),
    documentWith({}, [{ ...directive, Metrics: Array(101).fill({ Name: 'Clicks' }) }]),
    documentWith({}, [{ ...directive, Metrics: [{ Name: 'constructor' }] }]),
    { ...documentWith(), _aws: { CloudWatchMetrics: [directive] } },
    { ...documentWith(), _aws: { Timestamp: aws.clock.now() + 3 * HOUR_MS, CloudWatchMetrics: [directive] } },
  ];
  await write(...wrong);
  expect(await published('Shop')).toEqual([]);
  const counted = `EMFValidationErrors{LogGroupName=shop} ${wrong.length} Count`;
  expect(await published('AWS/Logs')).toEqual([counted]);
});
