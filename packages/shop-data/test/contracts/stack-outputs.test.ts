import { STACK_OUTPUTS } from '../../src/contracts/stack-outputs';

it.each(Object.entries(STACK_OUTPUTS))('an output is described in 80 columns: %s', (_name, description) => {
  expect(description.length).toBeLessThanOrEqual(78);
  // CloudFormation returns other characters as question marks.
  expect(description).toMatch(/^[A-Z][ -~]+\.$/);
});
