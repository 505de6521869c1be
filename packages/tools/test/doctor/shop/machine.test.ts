import { MACHINE_CHECKS } from '../../../src/doctor/shop/machine';

describe('this machine', () => {
  it('has a Node.js that is too old', async () => {
    const machine = { nodeVersion: 'v18.20.0', cdkVersion: '2.0.0' };
    expect(await MACHINE_CHECKS.node(machine)).toMatchObject({
      status: 'problem',
      says: expect.stringContaining('>=20') as string,
    });
  });

  it('has no CDK CLI', async () => {
    const machine = { nodeVersion: 'v20.1.0', cdkVersion: undefined };
    expect(await MACHINE_CHECKS.cdk(machine)).toMatchObject({
      status: 'problem',
      remedy: expect.stringContaining('npm ci') as string,
    });
  });
});
