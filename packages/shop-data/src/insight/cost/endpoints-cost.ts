import { HOURS_PER_MONTH, usdOf } from '@ecommerce-recommenders/personalize/charges';
import { PRICES, type Prices } from '@ecommerce-recommenders/personalize/prices';
import { servedBy } from '../../contracts/lists/serving';
import type { Settings } from '../../contracts/settings/settings';
import { hashesUsers } from './user-key-cost';

/** Settings that determine which services the functions call. */
type VpcSettings = Pick<
  Settings,
  | ('vpcId' | 'subnetIds' | 'watch' | 'notify' | 'monthlyBudget' | 'requestRate' | 'stopWhenIdleHours')
  | ('useCases' | 'serving' | 'similarItems' | 'api' | 'experiment' | 'busEvents' | 'preparation' | 'data')
>;

/**
 * Interface endpoints that the functions of a shop in a VPC without a NAT gateway need, each with the condition for
 * needing it. docs/vpc.md has the same table.
 */
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

/**
 * Number of interface endpoints that the settings need, each counted once per zone, assuming that each subnet is in a
 * different zone; 0 without a VPC.
 */
export const neededEndpoints = (settings: VpcSettings): number =>
  settings.vpcId === ''
    ? 0
    : Object.values(NEEDED_BY).filter((isNeeded) => isNeeded(settings)).length * settings.subnetIds.length;

/** US dollars per month for interface endpoints, without traffic. @param count each endpoint counts once per zone */
export const endpointsUsd = (count: number, prices: Prices = PRICES): number =>
  usdOf(prices.items.interfaceEndpoints, count * HOURS_PER_MONTH);
