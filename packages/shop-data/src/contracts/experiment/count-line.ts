import { ARMS, BUCKETS, COUNTS, type Count } from '../../insight/effect/totals';
import { armOf, bucketOf, experimentName, type CountLine, type Experiment } from '../functions/experiment';

/** One event of a request to the API. */
export interface CountedEvent {
  readonly type: 'View' | 'AddToCart' | 'Purchase' | 'Impression' | 'Click';
  /** @default 1 */
  readonly quantity?: number;
  /** Price of one item, from the event or the item table. */
  readonly price?: number;
}

/** A checked request to the API from a visitor of the experiment. */
export interface CountedRequest {
  readonly visitor: number;
  /** Whether the visitor's browser has not been counted for this experiment yet. */
  readonly first?: boolean;
  readonly events: readonly CountedEvent[];
}

/** A larger order is an error or an attack, in any currency. */
export const MAX_REVENUE = 1_000_000_000;

/**
 * The log line with what a request adds to the experiment; `undefined` if it adds nothing. The purchases of one
 * request count as one order.
 */
export function countLine(
  experiment: Experiment,
  { visitor, first, events }: CountedRequest,
): string | undefined {
  const of = (type: CountedEvent['type']): readonly CountedEvent[] =>
    events.filter((event) => event.type === type);
  const purchases = of('Purchase');
  const revenue = purchases.reduce((sum, { quantity = 1, price = 0 }) => sum + quantity * price, 0);
  const counts: Record<Count, number> = {
    visitors: first ? 1 : 0,
    impressions: of('Impression').length,
    clicks: of('Click').length,
    orders: purchases.length > 0 ? 1 : 0,
    revenue: Math.min(MAX_REVENUE, Math.round(revenue * 100) / 100),
  };
  const added = COUNTS.filter((count) => counts[count] > 0).map((count) => [count, counts[count]] as const);
  if (added.length === 0) return undefined;
  const line: CountLine = {
    experiment: experimentName(experiment),
    arm: armOf(visitor, experiment.share),
    bucket: bucketOf(visitor),
    ...Object.fromEntries(added),
  };
  return JSON.stringify(line);
}

/** Parses a line of one experiment; undefined for anything else. */
export function parseCountLine(text: string, experiment: string): CountLine | undefined {
  const line = parsed(text);
  const isWhole =
    line?.experiment === experiment &&
    ARMS.some((arm) => arm === line.arm) &&
    Number.isInteger(line.bucket) &&
    line.bucket! >= 0 &&
    line.bucket! < BUCKETS &&
    COUNTS.every((count) => isCount(line[count]));
  return isWhole ? (line as CountLine) : undefined;
}

const isCount = (value: unknown): boolean =>
  value === undefined || (typeof value === 'number' && value >= 0 && value <= MAX_REVENUE);

function parsed(text: string): Partial<CountLine> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
