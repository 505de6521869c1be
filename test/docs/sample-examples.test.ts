import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkCatalogue } from '@ecommerce-recommenders/shop-data/contracts/rules/check-catalogue';
import { parseRules } from '@ecommerce-recommenders/shop-data/contracts/rules/rules';
import type { SegmentsSettings } from '@ecommerce-recommenders/shop-data/contracts/settings/segments-settings';
import { SETTINGS } from '@ecommerce-recommenders/shop-data/contracts/settings/settings';
import { emptySegments } from '@ecommerce-recommenders/tools/profile/empty-segments';
import { rowsOf, SHIPPED_ARCHIVE, shippedFiles } from '../../packages/tools/test/sample/shipped-sample';

const ROOT = join(__dirname, '../..');
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');
const pages = ['docs', 'docs/ko'].flatMap((folder) =>
  readdirSync(join(ROOT, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `${folder}/${name}`),
);

/** Text of the JSON blocks of a page. */
const jsonIn = (file: string): string[] =>
  Array.from(read(file).matchAll(/^```json\n(.*?)^```/gms), ([, text]) => text);

/** The lines of settings that a page begins with. */
const settingsIn = (file: string): Record<string, unknown> =>
  JSON.parse(`{${jsonIn(file)[0]}}`) as Record<string, unknown>;

const categories = new Map(
  rowsOf(shippedFiles().get('items.csv')!).map(({ id, category }) => [id, [category]]),
);

describe('examples that are pasted where the sample is deployed', () => {
  it.each(pages)('name items that it has: %s', (page) => {
    const ids = read(page).match(/\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g) ?? [];
    expect(ids.filter((id) => !categories.has(id))).toEqual([]);
  });

  it('name a filter that the page has set: docs/api.md', () => {
    const asked = Array.from(read('docs/api.md').matchAll(/&filter=([\w-]+)/g), ([, name]) => name);
    expect(asked.length).toBeGreaterThan(0);
    expect(Object.keys(settingsIn('docs/api.md').filters as object)).toEqual(asked);
  });

  it('make segments that have users: docs/segments.md', async () => {
    const { items, queries } = settingsIn('docs/segments.md').segments as SegmentsSettings;
    const shop = { archive: SHIPPED_ARCHIVE, data: null, maxBadRows: 0 };
    const eventTypes = SETTINGS.eventTypes.default;
    expect(await emptySegments({ ...shop, eventTypes }, { items, queries })).toEqual([]);
  });

  it('are rules without a problem or a warning: docs/rules.md', () => {
    const text = jsonIn('docs/rules.md').find((one) => one.startsWith('['))!;
    const found = checkCatalogue(parseRules(text), [...categories.keys()], (id) => categories.get(id) ?? []);
    expect(found).toEqual({ problems: [], warnings: [] });
  });
});
