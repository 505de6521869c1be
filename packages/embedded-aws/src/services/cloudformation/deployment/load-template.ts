import type { Readable } from 'node:stream';
import type { AwsError } from '../../../aws-error';
import { readWhole } from '../../../gateway/read-whole';
import type { AwsCall } from '../../../platform';
import { parseTemplate } from '../template/parse-template';
import type { Template } from '../template/template';
import { validationError } from '../template/template-error';

/** Template source: exactly one of these. */
export interface TemplateSource {
  readonly TemplateBody?: string;
  readonly TemplateURL?: string;
  readonly UsePreviousTemplate?: boolean;
}

/** Hosts of S3, and the endpoint of the embedded AWS. */
const OF_S3 = /(^|\.)(amazonaws\.com(\.cn)?|localhost)$|^(127\.0\.0\.1|\[::1\])$/;

/** A decimal megabyte, as in the service's error message. */
const MAX_BYTES = 1_000_000;

/** @throws AwsError `ValidationError` */
export async function loadTemplate(
  { TemplateBody, TemplateURL, UsePreviousTemplate }: TemplateSource,
  aws: AwsCall,
  previous?: Template,
): Promise<Template> {
  const given = [TemplateBody, TemplateURL, UsePreviousTemplate || undefined].filter(
    (source) => source !== undefined,
  );
  if (given.length === 0) throw validationError('Either Template URL or Template Body must be specified.');
  if (given.length !== 1)
    throw validationError(
      'Exactly one of TemplateBody, TemplateURL and UsePreviousTemplate must be specified',
    );
  if (TemplateBody !== undefined) return parseTemplate(TemplateBody);
  if (TemplateURL !== undefined) return parseTemplate(await download(TemplateURL, aws));
  if (!previous) throw validationError('UsePreviousTemplate needs a stack that has a template');
  // Parsed anew: the previous template's attributes were resolved with its parameters.
  return parseTemplate(previous.text);
}

async function download(url: string, aws: AwsCall): Promise<string> {
  const body = await open(url, aws);
  const template = await readWhole(body, MAX_BYTES, () =>
    validationError(`Template may not exceed ${MAX_BYTES} bytes in size.`),
  );
  return template.toString('utf8');
}

async function open(url: string, aws: AwsCall): Promise<Readable> {
  const object = s3Object(url);
  try {
    const { Body } = await aws<{ Body: Readable }>('s3', 'GetObject', object);
    return Body;
  } catch (cause) {
    throw validationError(`S3 error: ${(cause as Error).message} at TemplateURL ${url}`);
  }
}

/** Bucket and key of an S3 URL: `https://HOST/bucket/key`, or `https://bucket.s3.REGION.amazonaws.com/key`. */
function s3Object(url: string): { Bucket: string; Key: string } {
  const { protocol, hostname, path } = partsOf(url);
  if (protocol === 's3:')
    throw validationError(`S3 error: Domain name specified in ${hostname} is not a valid S3 domain`);
  if (!/^https?:$/.test(protocol) || !OF_S3.test(hostname)) throw unsupportedUrl();
  const virtualHost = /^(.+)\.s3[.-]/.exec(hostname);
  if (virtualHost) return { Bucket: virtualHost[1], Key: path };
  const slash = path.indexOf('/');
  return { Bucket: path.slice(0, slash), Key: path.slice(slash + 1) };
}

/** @throws AwsError `ValidationError` for an invalid URL, or a path that cannot be decoded */
function partsOf(url: string): { protocol: string; hostname: string; path: string } {
  try {
    const { protocol, hostname, pathname } = new URL(url);
    return { protocol, hostname, path: decodeURIComponent(pathname.slice(1)) };
  } catch {
    throw unsupportedUrl();
  }
}

const unsupportedUrl = (): AwsError => validationError('TemplateURL must be a supported URL.');
