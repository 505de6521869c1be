import { CloudFormation, CreateStackCommand } from '@aws-sdk/client-cloudformation';
import { S3 } from '@aws-sdk/client-s3';
import { startLocalAws, type LocalAws } from '../../src/local-aws';

const Bucket = 'templates';
const LIMIT = 1_000_000;
const template = (bytes: number): string => {
  const text = JSON.stringify({ Resources: { Topic: { Type: 'AWS::SNS::Topic' } } });
  return text + ' '.repeat(bytes - text.length);
};

describe('the size of a template', () => {
  let aws: LocalAws;
  let client: CloudFormation;
  let s3: S3;
  beforeAll(async () => {
    aws = await startLocalAws();
    client = new CloudFormation({ endpoint: aws.endpoint, maxAttempts: 1 });
    s3 = new S3({ endpoint: aws.endpoint, forcePathStyle: true });
    await s3.createBucket({ Bucket });
  });
  afterAll(() => aws.close());

  const validate = async (bytes: number): Promise<unknown> => {
    await s3.putObject({ Bucket, Key: 'template.json', Body: template(bytes) });
    return client.validateTemplate({ TemplateURL: `${aws.endpoint}/${Bucket}/template.json` });
  };

  it('may be a million bytes in S3', async () => {
    await expect(validate(LIMIT)).resolves.toBeDefined();
  });

  it('fails to be one more', async () => {
    await expect(validate(LIMIT + 1)).rejects.toMatchObject({
      name: 'ValidationError',
      message: 'Template may not exceed 1000000 bytes in size.',
    });
  });

  it('fails to be more than 51,200 in a request (CFN-1)', async () => {
    const request = new CreateStackCommand({ StackName: 'Shop', TemplateBody: template(51_201) });
    await expect(client.send(request)).rejects.toMatchObject({ name: 'ValidationError' });
  });
});
