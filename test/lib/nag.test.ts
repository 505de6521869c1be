import { AwsSolutionsChecks } from 'cdk-nag';
import { ACCEPTED_FINDINGS } from './support/accepted-findings';
import { findingsOf, unaccepted, unused } from './support/nag-findings';
import { NAG_SHOPS } from './support/nag-shops';
import { synthesise } from './support/synthesise';

/** All settings together, and what is due to the defaults; `nag.long.test.ts` has each by itself. */
describe('the rules of AWS Solutions', () => {
  it('find all that is accepted and nothing else: no reason is left over', () => {
    const { stack } = synthesise({ context: NAG_SHOPS['all that is accepted'] });
    const findings = findingsOf(stack, AwsSolutionsChecks);
    expect(unaccepted(findings, ACCEPTED_FINDINGS)).toEqual([]);
    expect(unused(findings, ACCEPTED_FINDINGS)).toEqual([]);
  });
});
