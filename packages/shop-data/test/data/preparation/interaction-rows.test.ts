import { checkInteractions } from '../../../src/data/preparation/first-pass';
import { InteractionFilter } from '../../../src/data/preparation/interaction-filter';
import { CsvBuffer } from '@ecommerce-recommenders/csv/csv-buffer';
import { appendInteractions } from '../../../src/data/preparation/interaction-text';
import { DATASETS } from '../../../src/data/datasets';
import { seeded } from '../../seeded';

const EVENT_TYPES = { Seen: 'View', 'Seen again': 'View', Bought: 'Purchase' };
const NAMES = ['View', 'Purchase'];

interface Row {
  readonly item: string;
  readonly user: string;
  readonly event: string;
  readonly time: number;
}

const headed = (rows: readonly Row[]): string =>
  ['EXTRA,TIMESTAMP,USER_ID,EVENT_TYPE,ITEM_ID']
    .concat(rows.map(({ item, user, event, time }) => `x,${time},${user},${event},${item}`))
    .join('\n');

/** The text in chunks of all sizes, none of which is aligned with row boundaries. */
async function* pieces(text: string): AsyncGenerator<Buffer> {
  const random = seeded(9);
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length;) {
    const size = 1 + random(random(2) === 0 ? 200 : 200_000);
    yield bytes.subarray(at, at + size);
    at += size;
  }
}

/** Reads everything that is extracted from the kept rows. */
async function readAll(text: string) {
  const all = {
    ...{ users: [] as number[], events: [] as number[], seconds: [] as number[], counts: [] as number[] },
    lines: [] as string[],
  };
  const filter = new InteractionFilter(EVENT_TYPES, '\\', DATASETS.INTERACTIONS);
  const buffer = new CsvBuffer('\\');
  for await (const kept of filter.read(pieces(text))) {
    const { found, count } = kept;
    checkInteractions(kept);
    found.countUsers();
    all.users.push(...found.users.subarray(0, count));
    all.events.push(...found.events.subarray(0, count));
    all.seconds.push(...found.seconds.subarray(0, count));
    buffer.clear();
    appendInteractions(kept, buffer);
    let start = 0;
    for (const end of found.ends.subarray(0, count)) {
      all.lines.push(buffer.text().toString('utf8', start, end));
      start = end;
    }
    all.counts = [...found.counts()];
    Object.assign(all, { isOrdered: found.isOrdered, latest: found.latest });
  }
  return all;
}

describe('InteractionRows', () => {
  const random = seeded(8);
  const someId = (): string => `${'user-'.repeat(random(9))}${'é'.repeat(random(3))}${random(9000)}`;
  const types = [...Object.keys(EVENT_TYPES), 'Seen once', 'See', 'Lost'];
  const rows = Array.from({ length: 40_000 }, (_, index): Row => {
    const item = `item ${random(100)}${'-'.repeat(random(60))}`;
    return { item, user: someId(), event: types[random(types.length)], time: index };
  });
  const kept = rows.filter(({ event }) => event in EVENT_TYPES);
  const typeOf = (event: string): string => EVENT_TYPES[event as keyof typeof EVENT_TYPES];
  const lineOf = ({ item, user, event, time }: Row): string => `${item},${user},${typeOf(event)},${time}\n`;

  it('numbers users in the order in which they are first met, as a Map does, and writes rows as they are', async () => {
    const numbers = new Map<string, number>();
    const counts: number[] = [];
    const users = kept.map(({ user }) => {
      const number = numbers.get(user) ?? numbers.size;
      numbers.set(user, number);
      counts[number] = (counts[number] ?? 0) + 1;
      return number;
    });
    const all = await readAll(headed(rows));
    expect(numbers.size).toBeGreaterThan(4096);
    expect(all.users).toEqual(users);
    expect(all.counts).toEqual(counts);
    expect(all.seconds).toEqual(kept.map(({ time }) => time));
    expect(all.events).toEqual(kept.map(({ event }) => NAMES.indexOf(typeOf(event))));
    expect(all.lines).toEqual(kept.map(lineOf));
    expect(all).toMatchObject({ isOrdered: true, latest: kept.at(-1)?.time });
  });

  it('writes rows the same where a value far away is quoted', async () => {
    const quoted = headed(rows).replace(/x(?=[^x]*$)/, '"x"');
    expect((await readAll(quoted)).lines).toEqual(kept.map(lineOf));
  });

  it('notices that one user’s rows are not in order of time', async () => {
    const [first, second, ...others] = kept;
    const late = { ...first, user: second.user, time: second.time + 7 };
    const all = await readAll(headed([late, second, ...others]));
    expect(all).toMatchObject({ isOrdered: false, latest: kept.at(-1)?.time });
    expect((await readAll(headed([second, late, ...others]))).isOrdered).toBe(true);
  });
});
