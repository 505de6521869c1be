import { keptBytes, PART_BYTES, s3Sink } from '../../../../lambda/source/prepare-data/s3-sink';
import { FakeS3, s3Error } from '../../support/fake-s3';

const large = Buffer.alloc(2.5 * PART_BYTES, 'id,name\n');

describe('s3Sink', () => {
  let s3: FakeS3;
  let sink: ReturnType<typeof s3Sink>;
  beforeEach(() => {
    s3 = new FakeS3();
    sink = s3Sink(s3.client, 'data', 'dataset/');
  });

  it('shows objects, also empty ones, only when they are committed', async () => {
    const file = await sink.open('a.csv');
    await file.write(Buffer.from('one,'));
    await file.write(Buffer.from('two'));
    await file.end();
    await (await sink.open('empty.csv')).end();
    expect(s3.calls).toEqual([]);
    await sink.commit();
    expect([...s3.objects.values()].map(String)).toEqual(['one,two', '']);
  });

  it('uploads a large file in parts, in whatever pieces it comes', async () => {
    for (const pieceBytes of [large.length, 300_000, PART_BYTES]) {
      s3 = new FakeS3();
      sink = s3Sink(s3.client, 'data', 'dataset/');
      const file = await sink.open('a.csv');
      for (let at = 0; at < large.length; at += pieceBytes) {
        // The sink must not retain the caller's buffer.
        const piece = Buffer.from(large.subarray(at, at + pieceBytes));
        await file.write(piece);
        piece.fill(0);
      }
      await file.end();
      expect(s3.objects.size).toBe(0);
      await sink.commit();
      expect(s3.objects.get('data/dataset/a.csv')?.equals(large)).toBe(true);
      expect(s3.calls.filter((name) => name === 'UploadPart')).toHaveLength(3);
    }
  });

  it('leaves neither objects nor parts when it is aborted', async () => {
    await (await sink.open('a.csv')).write(large);
    await (await sink.open('b.csv')).write(Buffer.from('small'));
    expect(s3.uploads.size).toBe(1);
    await sink.abort();
    expect([s3.uploads.size, s3.objects.size]).toEqual([0, 0]);
    // It fails with no error of its own.
    s3.failures.set('AbortMultipartUpload', s3Error('ServiceUnavailable'));
    await (await sink.open('a.csv')).write(large);
    await sink.abort();
    expect(s3.objects.size).toBe(0);
  });
});

describe('keptBytes', () => {
  it('is a third of the memory of a function, and for the preparation to choose elsewhere', () => {
    expect(keptBytes({ AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '1536' })).toBe(512 * 1024 * 1024);
    expect(keptBytes({})).toBeUndefined();
  });
});
