import { exportLines, localEndpoint, localEnvironment } from '../src/environment';

const PLACE = { endpoint: 'http://127.0.0.1:1234', region: 'eu-west-1' };

describe('the environment of child processes', () => {
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
    const { PATH } = process.env;
    expect(environment).toMatchObject({ AWS_ENDPOINT_URL: PLACE.endpoint, AWS_REGION: 'eu-west-1', PATH });
  });
});

describe('the lines that point a shell at the embedded AWS', () => {
  it.each([
    [
      'sh',
      ['export AWS_ENDPOINT_URL=http://127.0.0.1:1234', 'export AWS_REGION=eu-west-1'],
      ['unset AWS_ENDPOINT_URL_S3', 'unset AWS_PROFILE'],
    ],
    [
      'powershell',
      ["$env:AWS_ENDPOINT_URL = 'http://127.0.0.1:1234'", "$env:AWS_REGION = 'eu-west-1'"],
      ['Remove-Item Env:AWS_ENDPOINT_URL_S3', 'Remove-Item Env:AWS_PROFILE'],
    ],
    [
      'cmd',
      ['set "AWS_ENDPOINT_URL=http://127.0.0.1:1234"', 'set "AWS_REGION=eu-west-1"'],
      ['set "AWS_ENDPOINT_URL_S3="', 'set "AWS_PROFILE="'],
    ],
  ] as const)('are in the syntax of %s, and take back what leads elsewhere', (shell, set, unset) => {
    const inherited = { AWS_ENDPOINT_URL: 'x', AWS_ENDPOINT_URL_S3: 'y', AWS_PROFILE: 'z', AWS_PAGER: '' };
    const lines = exportLines(PLACE, shell, inherited);
    expect(exportLines(PLACE, shell)).toEqual(lines.slice(0, 6));
    expect(lines).toEqual(expect.arrayContaining([...set]));
    expect(lines.slice(6)).toEqual(unset);
  });

  it.each([
    [undefined, 'http://127.0.0.1:4566'],
    ['http://127.0.0.1:5000', 'http://127.0.0.1:5000'],
    ['http://localhost:5000', 'http://localhost:5000'],
    ['https://personalize.us-east-1.amazonaws.com', 'http://127.0.0.1:4566'],
    ['nonsense', 'http://127.0.0.1:4566'],
  ])('go on with an endpoint of this machine: %s', (AWS_ENDPOINT_URL, endpoint) => {
    expect(localEndpoint({ AWS_ENDPOINT_URL })).toBe(endpoint);
  });
});
