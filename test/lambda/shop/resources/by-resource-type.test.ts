import { byResourceType } from '../../../../lambda/shop/resources/by-resource-type';
import type { CustomResourceEvent, Lifecycle } from '../../../../lambda/shop/resources/lifecycle';

const lifecycle: Lifecycle<never> = {
  physicalId: () => 'id',
  ensure: async () => undefined,
  remove: async () => undefined,
};
const requestFor = (ResourceType: string): CustomResourceEvent<never> =>
  ({ ResourceType }) as CustomResourceEvent<never>;

describe('the lifecycle of a resource type', () => {
  it('is loaded when it is first asked for, and once, although another one cannot be loaded', () => {
    const load = jest.fn(() => lifecycle);
    const broken = (): never => {
      throw new Error('broken');
    };
    const lifecycleOf = byResourceType({ 'Custom::Broken': broken, 'Custom::Shelf': load });
    expect(() => lifecycleOf(requestFor('Custom::Broken'))).toThrow('broken');
    expect(load).not.toHaveBeenCalled();
    for (let times = 0; times < 2; times++) expect(lifecycleOf(requestFor('Custom::Shelf'))).toBe(lifecycle);
    expect(load).toHaveBeenCalledTimes(1);
  });

  it.each(['Custom::Other', 'constructor'])('is refused for %s', (type) => {
    expect(() => byResourceType({ 'Custom::Shelf': () => lifecycle })(requestFor(type))).toThrow(
      `This function does not handle ${type}. Supported: Custom::Shelf`,
    );
  });
});
