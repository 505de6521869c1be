import { settingsOf } from '../../src/given-settings';
import {
  AT_MOST_USD,
  planText,
  PROOF_SETTINGS,
  PROOF_STACK,
  recommendersFor,
  removalText,
} from '../../src/prove/plan';
import { SETTING_NAMES } from '@ecommerce-recommenders/shop-data/contracts/settings/settings';

const PLACE = {
  ...{ account: '123456789012', caller: 'arn:aws:iam::123456789012:root', region: 'eu-west-1' },
};

it('the plan of a proof gives every setting, so that cdk.json changes nothing, and a stack of its own', () => {
  expect(Object.keys(PROOF_SETTINGS)).toEqual([...SETTING_NAMES]);
  const { stage, archive, retainData, api, useCases } = settingsOf(PROOF_SETTINGS);
  expect({ stage, retainData, api }).toEqual({ stage: 'prove', retainData: false, api: null });
  expect(archive).toMatch(/RetailSampleDataSet\.tar\.gz$/);
  expect([...useCases.keys()]).toHaveLength(4);
  expect(PROOF_STACK).toBe('EcommerceRecommenders-prove');
});

it('the plan of a proof says the most that it costs: four recommenders for all hours that CloudFormation waits', () => {
  expect(recommendersFor(1)).toBeCloseTo(1.5);
  expect(AT_MOST_USD).toBeGreaterThan(recommendersFor(5));
  const text = planText(PLACE);
  expect(text).toContain('Account 123456789012 in eu-west-1');
  expect(text).toContain(`at most $${AT_MOST_USD.toFixed(2)}`);
  expect(text).toMatch(/Ctrl-C ends the step[^]*"npm run prove -- --remove"/);
});

it('the plan of a proof has no price where it only removes', () => {
  expect(removalText(PLACE)).toMatch(
    /^Account 123456789012[^]*Destroys the stack EcommerceRecommenders-prove/,
  );
  expect(removalText(PLACE)).not.toContain('$');
});
