import {
  GetObjectCommand,
  paginateListObjectsV2,
  PutObjectCommand,
  type GetObjectCommandOutput,
  type S3Client,
} from '@aws-sdk/client-s3';
import { ValueProblem } from '@ecommerce-recommenders/shop-data/contracts/api/value-schema';
import {
  parseRules,
  RULES_HISTORY_PREFIX,
  RULES_KEY,
  type Rule,
} from '@ecommerce-recommenders/shop-data/contracts/rules/rules';

/** The rules file of a deployed shop. */
export interface StoredFile {
  /** Text that this version may be unable to parse: it may be hand-written, or written by a newer version. */
  readonly text: string;
  /** Time from which it is in force, ISO 8601; `''` if no rules were set yet. */
  readonly version: string;
  /** Version to which `undo` returns, or {@link NONE}; undefined if the writer did not say. */
  readonly before?: string;
  /** ETag of the object, for a conditional write; undefined if there is no object. */
  readonly etag?: string;
}

/** The rules that the API applies. */
export interface RulesInForce {
  readonly rules: readonly Rule[];
  /** Time from which they are in force, ISO 8601; `''` if no rules were set yet. */
  readonly version: string;
  /** Why the current file cannot be parsed. Earlier rules then stay in force. */
  readonly problem?: string;
}

/** Members of the object's metadata. */
const VERSION = 'version';
const BEFORE = 'before';

/** Value of {@link BEFORE} if there were no rules before. */
const NONE = 'none';

const EMPTY = '[]\n';

/** The current rules file. */
export async function storedFile(s3: S3Client, Bucket: string): Promise<StoredFile> {
  try {
    const found = await s3.send(new GetObjectCommand({ Bucket, Key: RULES_KEY }));
    const { Metadata = {}, LastModified, ETag: etag } = found;
    const version = Metadata[VERSION];
    // A copy of a history file that was made by hand has that file's metadata.
    const { text, before } = await textAndBefore(found);
    if (version === undefined) return { text, version: LastModified?.toISOString() ?? '', etag };
    return { text, version, before, etag };
  } catch (error) {
    if (error instanceof Error && error.name === 'NoSuchKey') return { text: EMPTY, version: '' };
    throw error;
  }
}

/** The rules of a file. If the file cannot be parsed, those of the newest earlier version that can. */
export async function rulesInForce(s3: S3Client, Bucket: string, file: StoredFile): Promise<RulesInForce> {
  const { rules, problem } = readable(file.text);
  if (rules) return { rules, version: file.version };
  for (const version of (await earlier(s3, Bucket, file.version)).reverse()) {
    const { rules: former } = readable((await kept(s3, Bucket, version)).text);
    if (former) return { rules: former, version, problem };
  }
  return { rules: [], version: '', problem };
}

/**
 * Sets rules, and keeps the previous ones in the history.
 *
 * @param inForce - the file to replace
 * @param nowMs - milliseconds since 1970
 * @throws Error if somebody else has set rules meanwhile
 */
export async function setRules(
  s3: S3Client,
  Bucket: string,
  {
    rules,
    inForce,
    nowMs,
  }: { readonly rules: readonly Rule[]; readonly inForce: StoredFile; readonly nowMs: number },
): Promise<void> {
  const text = `${JSON.stringify(rules, undefined, 2)}\n`;
  await replace(s3, Bucket, inForce, { text, before: inForce.version || NONE, nowMs });
}

/**
 * Restores the rules that were in force before the current ones. Repeated calls go back step by step.
 *
 * @param nowMs - milliseconds since 1970
 * @returns the restored version, `''` for no rules; undefined if there is nothing to undo
 * @throws Error if somebody else has set rules meanwhile
 */
export async function takeBackRules(
  s3: S3Client,
  Bucket: string,
  inForce: StoredFile,
  nowMs: number,
): Promise<string | undefined> {
  const beforeOf = async ({ before, version }: StoredFile): Promise<string> =>
    before ?? (await earlier(s3, Bucket, version)).at(-1) ?? NONE;
  const version = await beforeOf(inForce);
  if (version === NONE) {
    if (isEmpty(inForce.text)) return undefined;
    await replace(s3, Bucket, inForce, { text: EMPTY, before: NONE, nowMs });
    return '';
  }
  const restored = await kept(s3, Bucket, version);
  await replace(s3, Bucket, inForce, { text: restored.text, before: await beforeOf(restored), nowMs });
  return isEmpty(restored.text) ? '' : version;
}

const isEmpty = (text: string): boolean => text.trim() === EMPTY.trim();

function readable(text: string): { readonly rules?: readonly Rule[]; readonly problem?: string } {
  try {
    return { rules: parseRules(text) };
  } catch (error) {
    if (!(error instanceof ValueProblem)) throw error;
    return { problem: error.message };
  }
}

const historyKey = (version: string): string => `${RULES_HISTORY_PREFIX}${version}.json`;

async function kept(s3: S3Client, Bucket: string, version: string): Promise<StoredFile> {
  const found = await s3.send(new GetObjectCommand({ Bucket, Key: historyKey(version) }));
  return { ...(await textAndBefore(found)), version };
}

const textAndBefore = async ({
  Body,
  Metadata = {},
}: GetObjectCommandOutput): Promise<Pick<StoredFile, 'text' | 'before'>> => ({
  text: (await Body?.transformToString()) ?? '',
  before: Metadata[BEFORE],
});

/** Versions in the history before a given one, oldest first. */
async function earlier(s3: S3Client, Bucket: string, version: string): Promise<string[]> {
  const versions: string[] = [];
  const pages = paginateListObjectsV2({ client: s3 }, { Bucket, Prefix: RULES_HISTORY_PREFIX });
  for await (const { Contents = [] } of pages)
    for (const { Key = '' } of Contents)
      versions.push(Key.slice(RULES_HISTORY_PREFIX.length, -'.json'.length));
  return versions.filter((one) => one < version).sort();
}

/** Replaces the file. The history contains all files that were in force, in the order in which they came into force. */
async function replace(
  s3: S3Client,
  Bucket: string,
  inForce: StoredFile,
  { text, before, nowMs }: { readonly text: string; readonly before: string; readonly nowMs: number },
): Promise<void> {
  const put = (
    Key: string,
    Body: string,
    Metadata: Record<string, string>,
    condition = {},
  ): Promise<unknown> =>
    s3.send(
      new PutObjectCommand({ Bucket, Key, Body, Metadata, ContentType: 'application/json', ...condition }),
    );
  // It is missing if it was written by hand, or if the last write of an earlier call failed.
  if (inForce.version !== '')
    await put(historyKey(inForce.version), inForce.text, {
      ...(inForce.before !== undefined && { [BEFORE]: inForce.before }),
    });
  // Another machine's clock may be ahead.
  const version = new Date(Math.max(nowMs, (Date.parse(inForce.version) || 0) + 1)).toISOString();
  const metadata = { [VERSION]: version, [BEFORE]: before };
  const condition = inForce.etag === undefined ? { IfNoneMatch: '*' } : { IfMatch: inForce.etag };
  await put(RULES_KEY, text, metadata, condition).catch((cause: unknown) => {
    const isTaken =
      cause instanceof Error && ['PreconditionFailed', 'ConditionalRequestConflict'].includes(cause.name);
    if (!isTaken) throw cause;
    throw new Error('Somebody else has set rules meanwhile. Show them, and try again.', { cause });
  });
  // The history is written last, so that it does not contain rules whose write lost a race.
  await put(historyKey(version), text, { [BEFORE]: before });
}
