import { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs';
import { lambdaAccount } from './lambda-account';

const { aws, deploy, call } = lambdaAccount();
const logs = aws.client(CloudWatchLogs);

/** The first or the last page of events of a log group with a single stream. */
async function written(logGroupName: string, startFromHead = true): Promise<string[]> {
  const { logStreams } = await logs.describeLogStreams({ logGroupName });
  const [{ logStreamName }] = logStreams!;
  const { events } = await logs.getLogEvents({ logGroupName, logStreamName, startFromHead });
  return events!.map(({ message }) => message!);
}

describe("a function's log", () => {
  it('has what Lambda, the console and the streams write, an event with lines being one', async () => {
    await deploy(`exports.handler = async () => {
        console.log('%d items', 7, { a: 1 });
        console.warn('one\\ntwo');
        await new Promise((resolve) => process.stdout.write('\\nraw\\n', resolve));
      };`);
    await call();
    await call();
    const id = '[0-9a-f-]{36}';
    const time = '\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z';
    const report = `Duration: [\\d.]+ ms\\tBilled Duration: \\d+ ms\\tMemory Size: 128 MB\\tMax Memory Used: \\d+ MB`;
    const events = await written('/aws/lambda/example');
    for (const pattern of [
      `START RequestId: ${id} Version: \\$LATEST`,
      `${time}\\t${id}\\tINFO\\t7 items { a: 1 }`,
      `${time}\\t${id}\\tWARN\\tone\\ntwo`,
      'raw',
      `END RequestId: ${id}`,
      `REPORT RequestId: ${id}\\t${report}\\tInit Duration: [\\d.]+ ms`,
    ])
      expect(events).toContainEqual(expect.stringMatching(new RegExp(`^${pattern}$`)));
  });

  it.each([
    ['returns', '', 'END RequestId'],
    [
      'throws',
      'throw new Error("no stock");',
      '\tERROR\tInvoke Error {"errorType":"Error","errorMessage":"no stock"',
    ],
    ['exits', 'process.exit(1);', 'Runtime exited with error: exit status 1'],
    ['never returns', 'for (;;);', 'Task timed out after 2.00 seconds'],
  ])(
    'has what a handler wrote past the console right before it %s, in that invocation, and the reason of a failure',
    async (_how, end, reason) => {
      await deploy(
        `const { writeSync } = require('node:fs');
       exports.handler = async (n) => {
         for (let line = 0; line < 2_000; line++) writeSync(1, \`line \${line} of \${n}\\n\`);
         writeSync(2, 'last of ' + n);
         ${end}
       };`,
        { Timeout: 2 },
      );
      for (const n of [1, 2]) {
        const { log } = await call(n);
        expect(log).toContain(`line 1999 of ${n}\n`);
        expect(log).toContain(`last of ${n}\n`);
        expect(log).toContain(reason);
        expect(log).not.toContain('\0');
      }
    },
  );

  it('is given back to a caller who asks for its end', async () => {
    await deploy('exports.handler = async () => { console.log("x".repeat(5000)); console.log("the end"); };');
    const { log } = await call();
    expect(Buffer.byteLength(log)).toBe(4096);
    expect(log).toContain('\tINFO\tthe end\n');
    expect(log).toContain('REPORT RequestId');
  });

  it('is JSON from the level that the function names, in the group that it names and finds in its environment', async () => {
    const code = `exports.handler = async () => {
      console.info('hidden');
      console.error('shown', GROUP);
    };
    const GROUP = process.env.AWS_LAMBDA_LOG_GROUP_NAME;`;
    const LogGroup = '/shop/functions';
    const LoggingConfig = { LogFormat: 'JSON', ApplicationLogLevel: 'ERROR', LogGroup } as const;
    await deploy(code, { LoggingConfig });
    await call();
    const events = (await written(LogGroup)).map((text) => JSON.parse(text) as object);
    expect(events).toMatchObject([
      { type: 'platform.start', record: { version: '$LATEST' } },
      { level: 'ERROR', message: 'shown /shop/functions' },
      { type: 'platform.report', record: { status: 'success', metrics: { memorySizeMB: 128 } } },
    ]);
  });

  it('hides what the provider framework of the CDK logs, which asks for FATAL', async () => {
    const code = 'exports.handler = async () => { console.log("hidden"); console.error("hidden"); };';
    const levels = { ApplicationLogLevel: 'FATAL', SystemLogLevel: 'WARN' } as const;
    await deploy(code, { LoggingConfig: { LogFormat: 'JSON', ...levels } });
    expect((await call()).log).toBe('');
  });

  it('takes more events than one request may have', async () => {
    await deploy(
      'exports.handler = async () => { for (let i = 0; i < 12_000; i++) console.log("event", i); };',
      { Timeout: 60 },
    );
    expect((await call()).error).toBeUndefined();
    expect((await written('/aws/lambda/example'))[0]).toMatch(/^START/);
    expect((await written('/aws/lambda/example', false)).at(-1)).toMatch(/^REPORT/);
  });
});
