import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { endpointsUsd, neededEndpoints } from '../../../src/insight/cost/endpoints-cost';

/** Number of endpoints that every shop needs. */
const LEAST_ENDPOINTS = 4;

type Of = Parameters<typeof neededEndpoints>[0];

const LEAST = {
  ...{ vpcId: 'vpc-1', subnetIds: ['subnet-1', 'subnet-2'], watch: false, notify: [], monthlyBudget: 0 },
  ...{ requestRate: null, stopWhenIdleHours: 0, useCases: new Map([['most-viewed', {}]]), serving: 'live' },
  ...{ api: null, experiment: null, busEvents: false, preparation: 'lambda', data: null },
  similarItems: false,
} as unknown as Of;
const EVERYTHING = {
  ...LEAST,
  ...{ watch: true, api: {}, experiment: {}, busEvents: true, preparation: 'glue' },
} as unknown as Of;

/** The endpoints of docs/vpc.md without that of S3, which is free. */
const documented = (): string[] =>
  readFileSync(resolve(__dirname, '../../../../../docs/vpc.md'), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| `') && !line.includes('(gateway)'))
    .flatMap((line) => line.split('|')[1].match(/(?<=`)[\w-]+(?=`)/g) ?? []);

it('interface endpoints of a VPC counts each in each zone, as far as the settings need it, at a cent an hour', () => {
  expect(neededEndpoints(LEAST)).toBe(2 * LEAST_ENDPOINTS);
  expect(neededEndpoints(EVERYTHING)).toBe(2 * documented().length);
  expect(neededEndpoints({ ...LEAST, serving: 'lists' })).toBe(2 * (LEAST_ENDPOINTS + 1));
  expect(neededEndpoints({ ...LEAST, stopWhenIdleHours: 2 })).toBe(2 * (LEAST_ENDPOINTS + 1));
  const data = { interactions: { hashUsers: true } } as unknown as Of['data'];
  expect(neededEndpoints({ ...LEAST, data })).toBe(2 * (LEAST_ENDPOINTS + 1));
  expect(neededEndpoints({ ...EVERYTHING, vpcId: '', subnetIds: [] })).toBe(0);
  // 8 · 730 · $0.01
  expect(endpointsUsd(neededEndpoints(LEAST))).toBeCloseTo(58.4, 10);
});
