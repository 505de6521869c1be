import { App, Stack } from 'aws-cdk-lib';
import { annotateCost } from '../../lib/annotate-cost';

async function said(survey: Promise<{ users: number }>): Promise<unknown[]> {
  const stack = new Stack(new App(), 'Shop');
  await annotateCost(stack, { useCases: ['most-viewed', 'best-sellers'] }, survey);
  return stack.node.metadata.filter(({ type }) => type === 'aws:cdk:info').map(({ data }): unknown => data);
}

describe('the cost at synth', () => {
  it('is that of all recommenders for a month, and unconfirmed', async () => {
    expect(await said(Promise.resolve({ users: 200_000 }))).toEqual([
      // 2 · ($0.375 + $0.045) · 730 hours
      expect.stringMatching(
        /^On AWS 2 recommenders for 200,000 users cost about \$613 a month .*unconfirmed/,
      ),
    ]);
  });

  it('is not known for an archive that cannot be read', async () => {
    expect(await said(Promise.reject(new Error('no such file')))).toEqual([]);
  });
});
