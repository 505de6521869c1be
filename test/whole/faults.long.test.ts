import type { Fault } from 'embedded-aws/faults/fault-kinds';
import { keptArchive } from '../support/kept-archive';
import { partOfSample } from '../support/part-of-sample';
import { startStack, type DeployedStack } from './deployed-stack';

const SETTINGS = { archive: keptArchive(partOfSample()), trainingTimeoutHours: '1' };

describe('the stack, deployed by the CDK CLI while AWS misbehaves', () => {
  let deployed: DeployedStack;
  beforeAll(async () => {
    deployed = await startStack();
  });
  afterEach(async () => {
    deployed.aws.faults.set([]);
    await deployed.stack.destroy(deployed.follow);
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

  it('fails with the cause when training fails', async () => {
    deployed.aws.faults.set([{ fault: 'training-failure', useCase: 'best-sellers', reason: 'Out of luck' }]);
    await expect(deployed.stack.deploy(SETTINGS, deployed.follow)).rejects.toThrow('Out of luck');
  });
});
