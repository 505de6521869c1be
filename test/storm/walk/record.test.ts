import type { RequestEntry } from 'embedded-aws/request-log';
import { createRecord } from './record';

const REQUEST: RequestEntry = {
  timeMs: 5,
  ...{ service: 's3', operation: 'ListBuckets', region: 'us-east-1', caller: 'root', status: 200, ms: 1 },
};

/** The lines of a record of one exchange. */
async function linesOf(asked: unknown, answered: unknown): Promise<readonly string[]> {
  const record = createRecord();
  record.onRequest(REQUEST, { asked: Promise.resolve(asked), answered });
  await Promise.resolve();
  return record.lines;
}

describe('the record of a walk', () => {
  it('differs where a request or its answer does', async () => {
    const [line] = await linesOf(Buffer.from('a'), { body: 'b' });
    expect(line).toMatch(/^5 s3 ListBuckets root 200 {2} \w{16} \w{16}$/);
    expect(await linesOf(Buffer.from('a'), { body: 'b' })).toEqual([line]);
    expect(await linesOf(Buffer.from('b'), { body: 'b' })).not.toEqual([line]);
    expect(await linesOf(Buffer.from('a'), { body: 'c' })).not.toEqual([line]);
  });

  it('has each event of a stack once', () => {
    const record = createRecord();
    const event = {
      EventId: '1',
      StackId: 's',
      StackName: 'n',
      LogicalResourceId: 'Bucket',
      Timestamp: new Date(7),
    };
    record.addEvents([event]);
    record.addEvents([event, { ...event, EventId: '2' }]);
    expect(record.lines.map((line) => line.slice(0, 14))).toEqual(['7 event Bucket', '7 event Bucket']);
  });
});
