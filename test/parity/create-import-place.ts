import { CreateRoleCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { CreateBucketCommand, PutBucketPolicyCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { importPlace, type ParityShop } from '../../cli/parity/import-places';
import type { ParityAws } from './parity-aws';
import { PREFIX } from './parity-prefix';

/** A bucket with files, and the role with which Personalize reads them. */
export interface ImportPlace {
  readonly roleArn: string;
  /** `s3://bucket/file` */
  readonly location: (file: string) => string;
}

/** Creates both, with the policies that Personalize asks for. */
export async function createImportPlace(
  aws: ParityAws,
  shop: ParityShop,
  files: Readonly<Record<string, string>>,
): Promise<ImportPlace> {
  const { bucket: Bucket, role: RoleName, policy: PolicyName } = importPlace(PREFIX, shop);
  const { region, account } = aws;
  await aws.s3.send(
    new CreateBucketCommand({
      Bucket,
      // The first region is the only one that may not be named.
      ...(region !== 'us-east-1' && {
        CreateBucketConfiguration: { LocationConstraint: region as 'eu-west-1' },
      }),
    }),
  );
  for (const [Key, Body] of Object.entries(files))
    await aws.s3.send(new PutObjectCommand({ Bucket, Key, Body }));

  const personalize = {
    Principal: { Service: 'personalize.amazonaws.com' },
    Condition: { StringEquals: { 'aws:SourceAccount': account } },
  };
  const reading = [
    { Effect: 'Allow', Action: 's3:GetObject', Resource: `arn:aws:s3:::${Bucket}/*` },
    { Effect: 'Allow', Action: 's3:ListBucket', Resource: `arn:aws:s3:::${Bucket}` },
  ];
  await aws.s3.send(
    new PutBucketPolicyCommand({
      Bucket,
      Policy: policy(...reading.map((statement) => ({ ...statement, ...personalize }))),
    }),
  );
  const { Role } = await aws.iam.send(
    new CreateRoleCommand({
      RoleName,
      AssumeRolePolicyDocument: policy({ Effect: 'Allow', Action: 'sts:AssumeRole', ...personalize }),
    }),
  );
  await aws.iam.send(new PutRolePolicyCommand({ RoleName, PolicyName, PolicyDocument: policy(...reading) }));
  return { roleArn: Role!.Arn!, location: (file) => `s3://${Bucket}/${file}` };
}

const policy = (...Statement: object[]): string => JSON.stringify({ Version: '2012-10-17', Statement });
