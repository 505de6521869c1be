import type { BillLine } from 'embedded-aws/billing/bill';
import type { StormAccount } from '@ecommerce-recommenders/tools/rehearse/storm-account';

/** What was billed meanwhile, in lines of these words. */
export type Billed = (what: RegExp, member: 'quantity' | 'usd') => number;

/** What is done is billed so. */
export async function billed({ aws }: StormAccount, work: () => Promise<unknown>): Promise<Billed> {
  const bill = async (): Promise<BillLine[]> =>
    (await (await fetch(`${aws.endpoint}/_local/bill`)).json()) as BillLine[];
  const before = await bill();
  await work();
  const after = await bill();
  return (what, member) => {
    const of = (lines: readonly BillLine[]): number =>
      lines
        .filter((line) => what.test(`${line.service}: ${line.what}`))
        .reduce((sum, line) => sum + line[member], 0);
    return of(after) - of(before);
  };
}

export const ACTIVE = /ACTIVE recommenders/;
export const BEYOND = /beyond the included/;

/** Measured is as estimated, within five per cent. */
export const expectWithin = (measured: number, estimated: number): void =>
  expect([measured, Math.abs(measured / estimated - 1) <= 0.05]).toEqual([measured, true]);
