import { ACCOUNT_CHECKS } from '../../../src/doctor/shop/account';
import type { Target } from '../../../src/doctor/target';

it('the credentials expire within a deployment', async () => {
  const expiresAt = new Date(Date.now() + 60_000);
  const finding = await ACCOUNT_CHECKS.credentials({ expiresAt } as Target);
  expect(finding).toMatchObject({
    status: 'warning',
    remedy: expect.stringContaining('Log in again') as string,
  });
});

it('the account has little concurrency left', async () => {
  const lambda = {
    send: async () => ({ AccountLimit: { ConcurrentExecutions: 10, UnreservedConcurrentExecutions: 4 } }),
  };
  const finding = await ACCOUNT_CHECKS.concurrency({ clients: { lambda } } as unknown as Target);
  expect(finding).toMatchObject({
    status: 'warning',
    says: expect.stringContaining('4 are not reserved') as string,
  });
});

describe('the bootstrap', () => {
  const bootstrapped = (version: string | undefined): Target =>
    ({
      accountId: '123456789012',
      region: 'eu-west-1',
      qualifier: 'shop',
      clients: {
        ssm: {
          send: async ({ input }: { input: object }) => {
            expect(input).toEqual({ Name: '/cdk-bootstrap/shop/version' });
            if (version !== undefined) return { Parameter: { Value: version } };
            throw Object.assign(new Error('not there'), { name: 'ParameterNotFound' });
          },
        },
      },
    }) as unknown as Target;

  it.each([undefined, '5'])(
    'is a problem in version %s, and the remedy names account and region',
    async (version) => {
      expect(await ACCOUNT_CHECKS.bootstrap(bootstrapped(version))).toMatchObject({
        status: 'problem',
        remedy: 'Run "npx cdk bootstrap aws://123456789012/eu-west-1".',
      });
    },
  );

  it('is well in a version that the CDK takes', async () => {
    expect(await ACCOUNT_CHECKS.bootstrap(bootstrapped('21'))).toMatchObject({ status: 'ok' });
  });
});
