import { exportLines, localEnvironment, SHELLS } from '../src/environment';

describe('the environment of child processes', () => {
  const PLACE = { endpoint: 'http://127.0.0.1:1234', region: 'eu-west-1' };

  it('has nothing that leads to a real AWS', () => {
    Object.assign(process.env, {
      AWS_PROFILE: 'production',
      AWS_SESSION_TOKEN: 'token',
      AWS_ENDPOINT_URL_S3: 'https://s3.example.com',
      CDK_DEFAULT_ACCOUNT: '999999999999',
    });
    const environment = localEnvironment(PLACE);
    expect(
      Object.keys(environment)
        .filter((name) => /^(AWS|CDK)_/.test(name))
        .sort(),
    ).toEqual([
      'AWS_ACCESS_KEY_ID',
      'AWS_DEFAULT_REGION',
      'AWS_EC2_METADATA_DISABLED',
      'AWS_ENDPOINT_URL',
      'AWS_REGION',
      'AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED',
      'AWS_SECRET_ACCESS_KEY',
    ]);
    expect(environment).toMatchObject({ AWS_ENDPOINT_URL: PLACE.endpoint, AWS_REGION: 'eu-west-1' });
  });

  it('keeps the rest of this process', () => {
    expect(localEnvironment(PLACE).PATH).toBe(process.env.PATH);
  });
});

describe('the lines that point a shell at the embedded AWS', () => {
  const PLACE = { endpoint: 'http://127.0.0.1:1234', region: 'eu-west-1' };

  it.each([
    ['sh', 'export AWS_ENDPOINT_URL=http://127.0.0.1:1234', 'export AWS_REGION=eu-west-1'],
    ['powershell', "$env:AWS_ENDPOINT_URL = 'http://127.0.0.1:1234'", "$env:AWS_REGION = 'eu-west-1'"],
    ['cmd', 'set "AWS_ENDPOINT_URL=http://127.0.0.1:1234"', 'set "AWS_REGION=eu-west-1"'],
  ] as const)('are in the syntax of %s', (shell, endpoint, region) => {
    const lines = exportLines(PLACE, shell);
    expect(lines).toEqual(expect.arrayContaining([endpoint, region]));
    expect(lines).toHaveLength(6);
  });

  it('exist for every shell', () => {
    expect(SHELLS).toEqual(['sh', 'powershell', 'cmd']);
  });
});
