import { AwsSolutionsChecks } from 'cdk-nag';
import { ACCEPTED_FINDINGS } from './support/accepted-findings';
import { findingsOf, unaccepted } from './support/nag-findings';
import { NAG_SHOPS } from './support/nag-shops';
import { synthesise } from './support/synthesise';

it.each(Object.entries(NAG_SHOPS))(
  'the rules of AWS Solutions find nothing but what is accepted, with %s',
  (_what, context) => {
    const findings = findingsOf(synthesise({ context }).stack, AwsSolutionsChecks);
    expect(findings.length).toBeGreaterThan(0);
    expect(unaccepted(findings, ACCEPTED_FINDINGS)).toEqual([]);
  },
);
