import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Fault } from 'embedded-aws/faults/fault-kinds';
import { keptArchive } from '../support/kept-archive';
import { partOfSample } from '../support/part-of-sample';
import { shopArchive } from '../support/shop-archive';
import { startStack, type DeployedStack } from './deployed-stack';

const SETTINGS = { archive: keptArchive(partOfSample()), trainingTimeoutHours: '1' };

describe('the stack, deployed by the CDK CLI while AWS misbehaves', () => {
  let deployed: DeployedStack;
  beforeAll(async () => {
    deployed = await startStack();
  });
  afterEach(async () => {
    deployed.aws.faults.set([]);
    // Its app, which would refuse the setting, does not run again.
    await deployed.stack.destroy(deployed.follow, { holdout: 'none' });
    expect(await deployed.stack.inventory()).toEqual([]);
  });
  afterAll(() => deployed.close());

  it('is deployed through throttling, broken connections and functions that run twice', async () => {
    const faults: Fault[] = [
      { fault: 'throttling', rate: 0.05, times: 10 },
      { fault: 'connection-drop', service: 'personalize', when: 'after', rate: 0.1, times: 5 },
      { fault: 'function-twice', function: '*Framework*', times: 5 },
    ];
    deployed.aws.faults.set(faults);
    await deployed.stack.deploy(SETTINGS, deployed.follow);
    expect(deployed.aws.faults.list().map(({ struck }) => struck > 0)).toEqual([true, true, true]);
  });

  it.each<[string, RegExp, { readonly items?: string; readonly fault?: Fault }]>([
    ['bad data', /items\.csv/, { items: 'items,that,are\nnot,a,table\n' }],
    [
      'a training that fails',
      /Out of luck/,
      { fault: { fault: 'training-failure', useCase: 'best-sellers', reason: 'Out of luck' } },
    ],
  ])('ends with the cause of %s, and rolls back all it made', async (name, cause, { items, fault }) => {
    const { aws, stack, follow, folder, resources } = deployed;
    const archive = join(folder, `${name}.tar`);
    if (items) await writeFile(archive, shopArchive({ items }));
    if (fault) aws.faults.set([fault]);
    resources.length = 0;
    // Otherwise the readiness check at synth would fail before the deployment.
    const settings = items ? { archive, force: 'true' } : SETTINGS;
    await expect(stack.deploy(settings, follow)).rejects.toThrow(cause);
    expect(resources.map(({ status }) => status)).toContain('CREATE_FAILED');
    expect((await stack.inventory()).map(({ type }) => type)).toEqual(['AWS::CloudFormation::Stack']);
  });
});
