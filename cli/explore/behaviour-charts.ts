import type { ArchiveProfile } from '../../domain/profile/archive-profile';
import { histogram, type WeightedNumber } from '../../domain/profile/histogram';
import { countInWords } from '../../domain/readiness/rule';
import { binChart } from './bin-chart';
import type { Chart } from './chart';
import { concentration, concentrationChart } from './concentration-chart';
import { percent } from './percent';
import { rankingChart, rankingHeight } from './ranking-chart';

const MAX_TYPES = 12;

/** What users do: event types, how much of it each user and each item has, and what is bought. */
export function behaviourCharts(profile: ArchiveProfile): Chart[] {
  return [funnel(profile), ...perUserAndItem(profile), ...purchases(profile)];
}

function funnel({ interactions: { rows, eventTypes } }: ArchiveProfile): Chart {
  const kept = eventTypes.filter(({ becomes }) => becomes !== undefined);
  const keptRows = kept.reduce((sum, type) => sum + type.rows, 0);
  const shown = eventTypes.slice(0, MAX_TYPES);
  return {
    title: 'Event types',
    says: `${percent(keptRows, rows)} of the rows are kept: ${kept.map(({ name, becomes }) => `${name} as ${becomes}`).join(', ')}.`,
    height: rankingHeight(shown.length),
    option: rankingChart(
      shown.map(({ name, rows: count, becomes }) => ({
        name: name || '(empty)',
        count,
        color: becomes === undefined ? 'var(--muted)' : undefined,
      })),
    ),
  };
}

function perUserAndItem({ perUser, perItem, time }: ArchiveProfile): Chart[] {
  if (time === undefined) return [];
  const sorted = perUser.slice().sort();
  const median = sorted[(sorted.length - 1) >> 1];
  const shares = concentration(perItem);
  return [
    {
      title: 'Interactions per user',
      says: `${countInWords(perUser.length, 'user', 'users')}; half of them have ${median} or fewer, the busiest has ${sorted[sorted.length - 1].toLocaleString('en-US')}.`,
      option: binChart(histogram(each(perUser), 1)),
    },
    {
      title: 'The long tail of items',
      says: `The most frequent fifth of ${countInWords(perItem.length, 'item', 'items')} has ${percent(shares[20], 1)} of the interactions.`,
      option: concentrationChart(shares),
    },
  ];
}

function purchases({ baskets: { sizes, purchasesPerUser }, facts }: ArchiveProfile): Chart[] {
  if (facts.baskets === 0) return [];
  const users = purchasesPerUser.reduce((sum, [, count]) => sum + count, 0);
  const buyers = purchasesPerUser.reduce((sum, [bought, count]) => sum + (bought > 0 ? count : 0), 0);
  return [
    {
      title: 'Purchases per user',
      says: `${percent(buyers, users)} of the users bought something.`,
      option: binChart(histogram(purchasesPerUser, 1), 'var(--accent-2)'),
    },
    {
      title: 'Items in a basket',
      says: `${facts.sharedBaskets.toLocaleString('en-US')} of ${countInWords(facts.baskets, 'basket holds', 'baskets hold')} two items or more.`,
      option: binChart(histogram(sizes, 1), 'var(--accent-2)'),
    },
  ];
}

function each(counts: Uint32Array): WeightedNumber[] {
  const users = new Map<number, number>();
  for (const count of counts) users.set(count, (users.get(count) ?? 0) + 1);
  return [...users];
}
