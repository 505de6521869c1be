import { createHash } from 'node:crypto';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { AwsError } from '../../aws-error';
import type { Call } from '../../gateway/action';
import type { InputOf } from '../../gateway/shape';
import type { CODE_FIELDS } from './function-fields';
import type { FunctionCode } from './lambda-function';
import type { LambdaStore } from './lambda-store';
import { runtimeClients } from './runtime-clients';
import { unpack } from './unpack';

type CodeInput = InputOf<typeof CODE_FIELDS>;

/** Fetches and unpacks a function's archive, unless another function has the same code. */
export async function installCode(input: CodeInput, store: LambdaStore, call: Call): Promise<FunctionCode> {
  const archive = await fetchArchive(input, store, call);
  const sha256 = createHash('sha256').update(archive).digest('base64');
  let code = store.installed.get(sha256);
  if (!code) {
    const folder = path.join(store.codeFolder, store.platform.newId());
    const clients = runtimeClients(unpack(archive, folder));
    code = { folder, sha256, bytes: archive.length, clients };
    store.installed.set(sha256, code);
  }
  return code;
}

async function fetchArchive(input: CodeInput, { platform }: LambdaStore, call: Call): Promise<Uint8Array> {
  const { ZipFile, S3Bucket, S3Key, S3ObjectVersion } = input;
  if (ZipFile !== undefined) return Buffer.from(ZipFile, 'base64');
  if (S3Bucket === undefined || S3Key === undefined)
    throw new AwsError('InvalidParameterValueException', 'Please provide a source for function code.');
  const object = { Bucket: S3Bucket, Key: S3Key, ...(S3ObjectVersion && { VersionId: S3ObjectVersion }) };
  try {
    const { Body } = await platform.as(call.caller)<{ Body: Readable }>('s3', 'GetObject', object);
    return await buffer(Body);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    throw new AwsError(
      'InvalidParameterValueException',
      `Error occurred while GetObject. S3 Error Code: ${error.code}. S3 Error Message: ${error.message}`,
    );
  }
}
