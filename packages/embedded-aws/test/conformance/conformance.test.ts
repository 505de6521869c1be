import { CASES, type ServiceName } from '../../conformance/cases/cases';
import { runCase } from '../../conformance/run-case';

describe.each(Object.keys(CASES) as ServiceName[])('%s answers as AWS does', (service) => {
  it.each(CASES[service].map((one) => [one.id, one] as const))('%s', async (_id, one) => {
    const { outcome, answer } = await runCase(one);
    if (one.wrong) expect(`${outcome}; take "wrong" off a case that passes`).toMatch(/^wrong/);
    else if (outcome === 'wrong') expect(answer).toEqual(one.expected);
  });
});
