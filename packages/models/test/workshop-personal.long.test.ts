import { ALGORITHMS } from '../src/algorithms';
import { ask } from '../../../test/support/interactions';
import { workshopInteractions } from '../../../test/support/workshop';
import { describeWith } from '../../../test/support/prerequisites';

describeWith('workshop')('the workshop’s interactions', () => {
  it('give scored items for every user', async () => {
    const interactions = (await workshopInteractions()).build();
    const model = await ALGORITHMS['recommended-for-you'](interactions);
    const { answered, scores } = ask(model, interactions, { userId: '1' });
    expect(answered.length).toBeGreaterThanOrEqual(100);
    expect(scores).toHaveLength(answered.length);
  });
});
