import { HOURS_PER_MONTH, usdOf } from '@ecommerce-recommenders/personalize/charges';
import { PRICES, type Prices } from '@ecommerce-recommenders/personalize/prices';
import { servedBy } from '../../contracts/lists/serving';
import type { Settings } from '../../contracts/settings/settings';
import { hashesUsers } from './user-key-cost';

/** Settings on which it depends what the functions call. */
type VpcSettings = Pick<
  Settings,
  | ('vpcId' | 'subnetIds' | 'watch' | 'notify' | 'monthlyBudget' | 'requestRate' | 'stopWhenIdleHours')
  | ('useCases' | 'serving' | 'similarItems' | 'api' | 'experiment' | 'busEvents' | 'preparation' | 'data')
>;

/** Interface endpoints that the functions of a shop in a VPC without a NAT gateway need, by what needs them; docs/vpc.md has the same table. */
const NEEDED_BY: Readonly<Record<string, (settings: VpcSettings) => boolean>> = {
  personalize: () => true,
  cloudformation: () => true,
  lambda: () => true,
  states: () => true,
  monitoring: ({ watch, notify, monthlyBudget, requestRate, stopWhenIdleHours }) =>
    watch || notify.length > 0 || monthlyBudget > 0 || requestRate !== null || stopWhenIdleHours > 0,
  'personalize-runtime': ({ api, ...settings }) =>
    api !== null || settings.similarItems || servedBy('lists', settings).size > 0,
  'personalize-events': ({ api }) => api !== null,
  kms: ({ api, data }) => api !== null || hashesUsers(data),
  logs: ({ experiment }) => experiment !== null,
  events: ({ busEvents }) => busEvents,
  glue: ({ preparation }) => preparation === 'glue',
};

/** Interface endpoints that the settings need, counted once in each zone, of which each subnet is another; 0 without a VPC. */
export const neededEndpoints = (settings: VpcSettings): number =>
  settings.vpcId === ''
    ? 0
    : Object.values(NEEDED_BY).filter((isNeeded) => isNeeded(settings)).length * settings.subnetIds.length;

/** US dollars a month for interface endpoints, without what passes through them. @param count once for each zone */
export const endpointsUsd = (count: number, prices: Prices = PRICES): number =>
  usdOf(prices.items.interfaceEndpoints, count * HOURS_PER_MONTH);
