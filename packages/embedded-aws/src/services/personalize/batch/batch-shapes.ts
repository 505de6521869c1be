import { invalidInput } from '../errors';
import { ARN, NAME, ROLE_ARN, S3_DATA_CONFIG, TAGS } from '../shapes';

const S3_LOCATION = { ...S3_DATA_CONFIG, required: true } as const;

/** Members of a batch job, except the number of results. */
export const BATCH_JOB = {
  jobName: { ...NAME, required: true },
  solutionVersionArn: { ...ARN, required: true },
  filterArn: ARN,
  jobInput: { type: 'structure', fields: { s3DataSource: S3_LOCATION }, required: true },
  jobOutput: { type: 'structure', fields: { s3DataDestination: S3_LOCATION }, required: true },
  roleArn: { ...ROLE_ARN, required: true },
  tags: TAGS,
} as const;

/** A place in S3. */
export interface S3Path {
  readonly bucket: string;
  /** What keys begin with. */
  readonly prefix: string;
}

/** @throws AwsError `InvalidInputException` unless it is `s3://bucket/…` */
export function parseS3Path(member: string, path: string): S3Path {
  const [, bucket, prefix] = /^s3:\/\/([^/]+)\/(.*)$/.exec(path) ?? [];
  if (!bucket) throw invalidInput(`Invalid ${member}. Got ${path}; it must be s3://bucket/folder/.`);
  return { bucket, prefix };
}
