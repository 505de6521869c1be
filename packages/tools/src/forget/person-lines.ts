import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { withoutPerson } from '@ecommerce-recommenders/shop-data/contracts/batch/batch-lines';
import { linesOf } from '@ecommerce-recommenders/shop-data/contracts/batch/lines-of';
import { putPieces } from './put-pieces';

/** The data bucket, and the ids that its files may use for a person. */
export interface PersonInBucket {
  readonly s3: S3Client;
  readonly bucket: string;
  readonly userIds: readonly string[];
}

/**
 * Counts the lines of a JSON Lines file that name the person. Changes nothing.
 *
 * @throws Error that names the line that is not JSON
 */
export async function findInLines(deps: PersonInBucket, key: string): Promise<number> {
  let found = 0;
  const { pieces } = await reduced(deps, key, (removed) => (found += removed));
  const reading = pieces[Symbol.asyncIterator]();
  while (!(await reading.next()).done);
  return found;
}

/**
 * Rewrites a JSON Lines file without the person. Other lines stay unchanged.
 *
 * @throws Error named `PreconditionFailed` if the file was replaced meanwhile
 */
export async function rewriteLines(deps: PersonInBucket, key: string): Promise<void> {
  const { etag, pieces } = await reduced(deps, key, () => undefined);
  await putPieces(deps.s3, { Bucket: deps.bucket, Key: key, IfMatch: etag }, pieces);
}

async function reduced(
  { s3, bucket, userIds }: PersonInBucket,
  Key: string,
  count: (removed: number) => void,
): Promise<{ readonly etag: string; readonly pieces: AsyncIterable<Buffer> }> {
  const { Body, ETag: etag = '' } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key }));
  async function* pieces(): AsyncGenerator<Buffer> {
    let at = 0;
    for await (const lines of linesOf(Body as unknown as AsyncIterable<Buffer>)) {
      const left = lines.flatMap(({ line }) => {
        at++;
        const { line: rest, removed } = parsed(() => withoutPerson(line, userIds), at);
        count(removed);
        return rest === undefined ? [] : [`${rest}\n`];
      });
      if (left.length > 0) yield Buffer.from(left.join(''));
    }
  }
  return { etag, pieces: pieces() };
}

function parsed<Answer>(parse: () => Answer, line: number): Answer {
  try {
    return parse();
  } catch (cause) {
    throw new Error(`line ${line} is not JSON`, { cause });
  }
}
