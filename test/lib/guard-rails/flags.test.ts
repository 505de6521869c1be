import cdkJson from '../../../cdk.json';
import { resourcesOf } from '../support/resources';
import { synthesise } from '../support/synthesise';

describe('the feature flags of cdk.json', () => {
  it('change policies, in place, and nothing else', () => {
    const flags = Object.entries(cdkJson.context).filter(([name]) => name !== 'ecommerceRecommenders');
    const context = { eventTracker: true, freshData: true, watch: true, createKey: true };
    const before = resourcesOf(synthesise({ context }).template);
    const after = resourcesOf(synthesise({ context: { ...context, ...Object.fromEntries(flags) } }).template);
    expect(Object.keys(after)).toEqual(Object.keys(before));
    const changed = Object.entries(before).flatMap(([id, { Type, Properties }]) =>
      Object.keys({ ...Properties, ...after[id].Properties })
        .filter((name) => JSON.stringify(Properties[name]) !== JSON.stringify(after[id].Properties[name]))
        .map((name) => `${Type} ${name}`),
    );
    expect(changed.length).toBeGreaterThan(10);
    expect([...new Set(changed)].sort()).toEqual([
      'AWS::IAM::Policy PolicyDocument',
      'AWS::KMS::Key KeyPolicy',
      'AWS::S3::BucketPolicy PolicyDocument',
    ]);
  });
});
