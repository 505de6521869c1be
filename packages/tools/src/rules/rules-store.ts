import { GetObjectCommand, paginateListObjectsV2, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import {
  parseRules,
  RULES_HISTORY_PREFIX,
  RULES_KEY,
  type Rule,
} from '@ecommerce-recommenders/shop-data/contracts/rules/rules';

/** The rules of a deployed shop. */
export interface RulesInForce {
  readonly rules: readonly Rule[];
  /** When they were set, ISO 8601; `''` if none were set yet. */
  readonly version: string;
  /** Of the object, for a conditional write; undefined where there is none. */
  readonly etag?: string;
}

/** Member of the object's metadata. */
const VERSION = 'version';

const EMPTY = '[]\n';

/** @throws ValueProblem if the object does not contain valid rules */
export async function rulesInForce(s3: S3Client, Bucket: string): Promise<RulesInForce> {
  try {
    const { Body, ETag, Metadata = {} } = await s3.send(new GetObjectCommand({ Bucket, Key: RULES_KEY }));
    return {
      rules: parseRules((await Body?.transformToString()) ?? ''),
      version: Metadata[VERSION] ?? '',
      etag: ETag,
    };
  } catch (error) {
    if (error instanceof Error && error.name === 'NoSuchKey') return { rules: [], version: '' };
    throw error;
  }
}

/**
 * Sets rules, and keeps them in the history.
 *
 * @param inForce - the rules to replace
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
  }: { readonly rules: readonly Rule[]; readonly inForce: RulesInForce; readonly nowMs: number },
): Promise<void> {
  const version = new Date(nowMs).toISOString();
  const Body = `${JSON.stringify(rules, undefined, 2)}\n`;
  // History first, so that it contains the rules in force even if the second write fails.
  await s3.send(
    new PutObjectCommand({ Bucket, Key: historyKey(version), Body, ContentType: 'application/json' }),
  );
  await replace(s3, Bucket, { Body, version, inForce });
}

/**
 * Restores the rules that were in force before the current ones. Repeated calls go back step by step.
 *
 * @returns the restored version, `''` for no rules; undefined if there is nothing to take back
 * @throws Error if somebody else has set rules meanwhile
 */
export async function takeBackRules(
  s3: S3Client,
  Bucket: string,
  inForce: RulesInForce,
): Promise<string | undefined> {
  if (inForce.version === '') return undefined;
  const versions: string[] = [];
  const pages = paginateListObjectsV2({ client: s3 }, { Bucket, Prefix: RULES_HISTORY_PREFIX });
  for await (const { Contents = [] } of pages)
    for (const { Key = '' } of Contents)
      versions.push(Key.slice(RULES_HISTORY_PREFIX.length, -'.json'.length));
  const version = versions.sort().findLast((one) => one < inForce.version) ?? '';
  const Body = version === '' ? EMPTY : await textOf(s3, Bucket, historyKey(version));
  await replace(s3, Bucket, { Body, version, inForce });
  return version;
}

const historyKey = (version: string): string => `${RULES_HISTORY_PREFIX}${version}.json`;

async function textOf(s3: S3Client, Bucket: string, Key: string): Promise<string> {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
  return (await Body?.transformToString()) ?? '';
}

async function replace(
  s3: S3Client,
  Bucket: string,
  {
    Body,
    version,
    inForce: { etag },
  }: { readonly Body: string; readonly version: string; readonly inForce: RulesInForce },
): Promise<void> {
  const condition = etag === undefined ? { IfNoneMatch: '*' } : { IfMatch: etag };
  const object = {
    Bucket,
    Key: RULES_KEY,
    Body,
    ContentType: 'application/json',
    Metadata: { [VERSION]: version },
  };
  await s3.send(new PutObjectCommand({ ...object, ...condition })).catch((cause: unknown) => {
    const isTaken =
      cause instanceof Error && ['PreconditionFailed', 'ConditionalRequestConflict'].includes(cause.name);
    if (!isTaken) throw cause;
    throw new Error('Somebody else has set rules meanwhile. Show them, and try again.', { cause });
  });
}
