import { PRICES, type Price, type PriceName, type Prices, type Tier, type UserTier } from './prices';

type Entry = readonly [key: string, value: unknown];

/**
 * Replaces prices of the price table from a JSON document of the same structure: `asOf`, `isConfirmed`, `region`,
 * `recommender` (all tiers), and `items` by name with `tiers`.
 *
 * @throws Error that names what is wrong and where
 */
export function parsePrices(text: string): Prices {
  const { asOf, isConfirmed, region, recommender, items, ...others } = objectAt('the file', parsed(text));
  refuseUnknown('the file', others, ['asOf', 'isConfirmed', 'region', 'recommender', 'items']);
  return {
    asOf: asOf === undefined ? PRICES.asOf : textAt('asOf', asOf),
    isConfirmed: isConfirmed === true,
    region: region === undefined ? PRICES.region : textAt('region', region),
    sources: PRICES.sources,
    recommender:
      recommender === undefined ? PRICES.recommender : tiersAt('recommender', recommender, userTier),
    items: {
      ...PRICES.items,
      ...Object.fromEntries(Object.entries(objectAt('items', items ?? {})).map(item)),
    },
  };
}

function item([name, value]: Entry): [PriceName, Price] {
  if (!Object.hasOwn(PRICES.items, name))
    throw new Error(`items has ${name}; there are: ${Object.keys(PRICES.items).join(', ')}.`);
  const { tiers, ...others } = objectAt(`items.${name}`, value);
  refuseUnknown(`items.${name}`, others, ['tiers']);
  const known: Price = PRICES.items[name as PriceName];
  return [name as PriceName, { ...known, tiers: tiersAt(`items.${name}.tiers`, tiers, tier) }];
}

/** Tiers in ascending order. Only the last one is unbounded. */
function tiersAt<T extends Tier | UserTier>(
  where: string,
  value: unknown,
  parse: (where: string, value: unknown) => T,
): T[] {
  const tiers = Array.isArray(value) ? value.map((one, at) => parse(`${where}[${at}]`, one)) : [];
  const bounds = tiers.map((one) => ('usd' in one ? one.upTo : one.upToUsers) ?? Infinity);
  const ascend = bounds.every((bound, at) => at === 0 || bound > bounds[at - 1]);
  if (bounds.at(-1) !== Infinity || !ascend)
    throw new Error(`${where} must be a list of tiers with ascending upper bounds, the last without one.`);
  return tiers;
}

function tier(where: string, value: unknown): Tier {
  const { upTo, usd, ...others } = objectAt(where, value);
  refuseUnknown(where, others, ['upTo', 'usd']);
  return {
    usd: numberAt(`${where}.usd`, usd),
    ...(upTo !== undefined && { upTo: numberAt(`${where}.upTo`, upTo) }),
  };
}

function userTier(where: string, value: unknown): UserTier {
  const { upToUsers, usdPer100kUsersAndHour, includedPerHour, ...others } = objectAt(where, value);
  refuseUnknown(where, others, ['upToUsers', 'usdPer100kUsersAndHour', 'includedPerHour']);
  return {
    usdPer100kUsersAndHour: numberAt(`${where}.usdPer100kUsersAndHour`, usdPer100kUsersAndHour),
    includedPerHour: numberAt(`${where}.includedPerHour`, includedPerHour),
    ...(upToUsers !== undefined && { upToUsers: numberAt(`${where}.upToUsers`, upToUsers) }),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Error(`It is not JSON: ${(cause as Error).message}`, { cause });
  }
}

function objectAt(where: string, value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Error(`${where} must be an object, not ${JSON.stringify(value)}.`);
  return value as Record<string, unknown>;
}

function refuseUnknown(where: string, others: object, known: readonly string[]): void {
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) throw new Error(`${where} has ${unknown}; it may have: ${known.join(', ')}.`);
}

function numberAt(where: string, value: unknown): number {
  if (typeof value !== 'number' || !(value >= 0))
    throw new Error(`${where} must be a number of at least 0, not ${JSON.stringify(value)}.`);
  return value;
}

function textAt(where: string, value: unknown): string {
  if (typeof value !== 'string') throw new Error(`${where} must be a text, not ${JSON.stringify(value)}.`);
  return value;
}
