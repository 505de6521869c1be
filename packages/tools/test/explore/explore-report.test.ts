import { XMLValidator } from 'fast-xml-parser';
import type { TableReport } from '@ecommerce-recommenders/shop-data/data/mapping/mapping-report';
import { ordersLines } from '../../src/explore/orders-text';
import { exploreReport } from '../../src/explore/explore-report';
import { readinessOf } from '@ecommerce-recommenders/shop-data/insight/readiness/readiness';
import { exploreSummary, readinessInBrief } from '../../src/explore/explore-summary';
import { en } from '../../src/explore/texts/en';
import { reportTexts } from '../../src/explore/texts/report-texts';
import { measuredUseCase, measurementOf, shopFacts } from '../../../shop-data/test/insight/readiness/facts';
import { interactionsCsv, NOW, profileOf } from '../profile/profile-of';

const CHOICE = { model: 'sequence', runnerUp: 'cosine', margin: 0.022, questions: 951 };

const HOSTILE =
  '</style><script>alert(1)</script><img src=http://evil.example/x onerror=alert(1)> \u202e \u001b[31m';

type Report = Parameters<typeof exploreReport>[0];

const pageOf = async (changes: Partial<Report> = {}): Promise<string> =>
  exploreReport({ archive: 'shop.tar', profile: await profileOf({}), madeAt: new Date(0), ...changes });

/** The report of a shop whose names are all injection attempts. */
async function hostileReport(): Promise<string> {
  const lines = (...texts: string[]): string => [...texts, ''].join('\n');
  const profile = await profileOf({
    items: lines(
      'id,name,category,style,description,price',
      `i1,${HOSTILE},${HOSTILE},${HOSTILE},${HOSTILE},1.5`,
    ),
    users: lines(`id,username,age,gender,persona,constructor,${HOSTILE}`, `u1,Ann,30,F,${HOSTILE},y,x`),
    interactions: interactionsCsv([`i1,u1,ProductViewed,1600000000`, `i1,u1,${HOSTILE},1600000000`]),
  });
  return pageOf({ archive: `${HOSTILE}.tar`, profile });
}

/** The page as XML: void elements are closed, and the declaration is removed. */
const asXml = (page: string): string =>
  page.replace('<!doctype html>', '').replace(/<meta ([^>]*?)\s*\/?>/g, '<meta $1/>');

it('the report is well-formed, shows hostile names as text, and asks for nothing from elsewhere', async () => {
  const page = await hostileReport();
  expect(XMLValidator.validate(asXml(page))).toBe(true);
  expect(page).not.toMatch(/<script|<img|\u202e/);
  expect(page).not.toContain('\u001b');
  expect(page).toContain('&lt;script&gt;alert(1)');
  expect(page).not.toContain('native code');
  const tags = (page.match(/<[a-z][^>]*>/g) ?? []).join('\n');
  expect(tags).not.toMatch(/<(link|base|form|iframe|object)|\s(src|href|xlink:href)=(?!["']#)/);
  expect(page).not.toContain('@import');
  expect(page).not.toMatch(/url\((?!["']?#)/);
  const namespaces = ['http://www.w3.org/2000/svg', 'http://www.w3.org/1999/xlink'];
  const urls = page.match(/https?:\/\/[^\s"'&<]+/g) ?? [];
  expect(urls.filter((url) => !namespaces.includes(url) && !url.startsWith('http://evil'))).toEqual([]);
  expect(page).toContain(
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"`,
  );
});

it('the report has a heading, a sentence for each chart, which is read out in its place, and cells with labels', async () => {
  const page = await pageOf({ madeAt: new Date(1000 * NOW) });
  const labels = [...page.matchAll(/role="img"\s+aria-label="([^"]+)"/g)].map(([, label]) => label);
  expect(labels).toContain('Purchases per user: 50% of the users bought something.');
  expect(labels).toContain(
    'Event types: 80% of the rows are kept: ProductViewed as View, OrderCompleted as Purchase.',
  );
  expect(page.match(/<svg/g)).toHaveLength(labels.length);
  expect(page.match(/<h1/g)).toHaveLength(1);
  expect(page).toContain('shop.tar, looked at on 2023-11-14');
  // Values of personal columns are not shown.
  expect(page).toMatch(/addresses[\s\S]*?not shown: may identify people/);
  expect(page).not.toMatch(/user1|&#39;city&#39;/);
  // The workshop's columns leave nothing out.
  expect(page).not.toContain('id="left-out"');
  expect(page).not.toMatch(/<td[^>]*>\s*(<span>\s*<\/span>)?\s*<\/td>/);
  expect(page).toMatch(/TIMESTAMP[\s\S]*?\d{4}-\d\d-\d\d to \d{4}-\d\d-\d\d/);
  expect(page.match(/<td/g)).toHaveLength(page.match(/data-label="[^"]+"/g)!.length);
});

it('the report is made of an archive without rows, in English where it lacks a language', async () => {
  const items = 'id,name,category,style,description,price\n';
  const files = { items, users: 'id,username,age,gender\n', interactions: interactionsCsv([]) };
  const profile = await profileOf(files);
  expect(profile.time).toBeUndefined();
  expect(profile.facts).toMatchObject({ keptRows: 0, rows: 0, users: 0, occurringTypes: [] });
  const page = await pageOf({ profile });
  expect(XMLValidator.validate(asXml(page))).toBe(true);
  expect(page).not.toMatch(/NaN|undefined|Infinity/);
  expect(page).toContain('interactions.csv has no rows');
  for (const language of ['fr', 'toString'])
    expect(await pageOf({ profile, language })).toContain('<html lang="en">');
});

it('the summary puts last what the mapping rules out, which is no defect of the data', async () => {
  const possible = ['best-sellers', 'frequently-bought-together', 'recommended-for-you'] as const;
  const profile = await profileOf({});
  const summary = exploreSummary(profile, readinessOf(profile.facts), possible);
  expect(summary).toMatch(
    /✗ blocked +Best sellers, Frequently bought together, Recommended for you[^]*- not mapped Most viewed, Customers who viewed X also viewed\n +The mapping makes no View events/,
  );
  expect(summary).not.toMatch(/✗ blocked[^\n]*Most viewed/);
  // A verdict is said once for all use cases that share it.
  expect(summary.match(/✗ blocked/g)).toHaveLength(1);
  expect(summary).toContain('2 items (0 without interactions), 2 users, 5 interactions');
  expect(summary).toContain('Training has 4 interactions; an import needs 1,000.');
  const page = await pageOf({ possible });
  const titles = [...page.matchAll(/<h3>([^<]+)<\/h3>/g)].map(([, title]) => title);
  expect(titles.slice(0, 5)).toEqual([
    ...['Best sellers', 'Frequently bought together', 'Recommended for you'],
    ...['Most viewed', 'Customers who viewed X also viewed'],
  ]);
});

it('the summary calls a use case ready where that is measured, and says once where it is not', () => {
  const measurement = measurementOf({ 'best-sellers': measuredUseCase(0.12) });
  const brief = readinessInBrief(readinessOf(shopFacts(), measurement)).join('\n');
  expect(brief.match(/✓ ready +(.*)/)?.[1]).toBe('Best sellers');
  expect(brief).toContain('held something they bought next; best sellers manage 20.');
  // They are shown together, with one sentence for all.
  expect(brief).toMatch(/· not measured Most viewed, .*\n {2}Enough data; "npm run explore" measures/);
  expect(brief.match(/Enough data/g)).toHaveLength(1);
});

it.each(['en', 'ko'] as const)('the report says alike what is not measured, in %s', async (language) => {
  const profile = { ...(await profileOf({})), facts: shopFacts() };
  const measurement = measurementOf({ 'best-sellers': measuredUseCase(0.12) });
  const { verdict, unmeasured } = reportTexts(language);
  for (const measured of [undefined, measurement]) {
    const ready = measured ? 1 : 0;
    const page = await pageOf({ profile, measurement: measured, language });
    const shown = page.matchAll(/<span aria-hidden="true">.<\/span> ([^<]+)<\/span/g);
    const badges = Array.from(shown, ([, word]) => word);
    expect(badges.filter((word) => word === verdict('ready'))).toHaveLength(ready);
    expect(badges.filter((word) => word === verdict('unmeasured'))).toHaveLength(5 - ready);
    expect(page).toContain(unmeasured.split('"')[0]);
  }
});

it('the summary says how often a list held what users did next, in words and bars', async () => {
  const profile = await profileOf({});
  const measurement = measurementOf({
    'best-sellers': measuredUseCase(0.12, { comparatorDays: 90, choice: CHOICE }),
  });
  const summary = exploreSummary(profile, readinessOf(shopFacts(), measurement));
  for (const line of [
    '  this list                        ████████░░░░░░░░░░░░░░░░░ 32 of 100 (27 to 37)',
    '  best sellers of the last 90 days █████░░░░░░░░░░░░░░░░░░░░ 20 of 100 (15 to 25)',
  ])
    expect(summary).toContain(line);
  const page = await pageOf({ profile: { ...profile, facts: shopFacts() }, measurement });
  expect(XMLValidator.validate(asXml(page))).toBe(true);
  expect(page).toMatch(
    /this list<\/span>\s*<span class="value">32 of 100[^<]*<\/span>\s*<span class="bar list" aria-hidden="true"/,
  );
  expect(page).toContain('<i style="width: 32.0%">');
  const choice = 'Model: sequence; NDCG@10 +0.022 beside cosine, for 951 users of the training';
  for (const text of [summary, page]) for (const words of [choice, en.standIn]) expect(text).toContain(words);
});

it.each([
  ['by rules', undefined],
  ['by what was measured', measurementOf({ 'best-sellers': measuredUseCase(-0.2, { choice: CHOICE }) })],
])('the report in Korean has no English sentence left, judged %s', async (_how, measurement) => {
  const profile = await profileOf({});
  const facts = measurement === undefined ? profile.facts : shopFacts();
  const page = await pageOf({ profile: { ...profile, facts }, measurement, language: 'ko' });
  expect(page).not.toContain('lang="en"');
  expect(XMLValidator.validate(asXml(page))).toBe(true);
  expect(page).toContain('<html lang="ko">');
  expect(page).toContain('사용자당 구매: 사용자의 50%가 구매했습니다.');
  const text = page.replace(/<style>[^]*?<\/style>|<[^>]*>/g, ' ');
  // Names are data. An English sentence would contain a verb, an article or a preposition.
  expect(text.match(/\b(the|is|are|has|have|of|and|with|what|line)\b/gi)).toBeNull();
  const labels = [...page.matchAll(/(?:aria-label|data-label|title)="([^"]*)"/g)].map(([, label]) => label);
  expect(labels.filter((label) => /\b(the|is|are|of|per|with)\b/i.test(label))).toEqual([]);
});

const HOSTILE_PLACE = { file: `${HOSTILE}.csv`, line: 17, value: HOSTILE };
const PERSON = { file: 'users.csv', line: 2, value: 'ann@shop.example' };
const reports: TableReport[] = [
  {
    ...{ type: 'INTERACTIONS', files: 'orders.csv', records: 541_909, rows: 397_924, withoutUser: 134_697 },
    dropped: { 'InvoiceNo begins with C': 9288, [`${HOSTILE} is empty`]: 134_697 },
    bad: [{ reason: 'InvoiceDate cannot be read as iso', rows: 2, places: [HOSTILE_PLACE] }],
  },
  { type: 'ITEMS', files: 'products.csv', records: 3, rows: 3, dropped: {}, bad: [] },
  {
    ...{ type: 'USERS', files: 'users.csv', records: 2, rows: 1, dropped: {} },
    bad: [{ reason: 'no record of the id has a value in AGE', rows: 1, places: [PERSON] }],
  },
];
const plain = (page: string): string => {
  const section = page.slice(page.indexOf('id="left-out"'));
  return section.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
};

it('the rows of a shop’s own files that are left out are counted by reason, in English where it is in no table, with the first places of bad ones', async () => {
  const page = await pageOf({ reports });
  expect(XMLValidator.validate(asXml(page))).toBe(true);
  expect(page).not.toMatch(/<script|<img|\u202e/);
  const text = plain(page);
  expect(text).toContain('397,924 interactions of 541,909 records orders.csv');
  expect(text).toContain('InvoiceNo begins with C 9,288 as the mapping says');
  expect(text).toMatch(/InvoiceDate cannot be read as iso 2 &lt;\/style&gt;.*\.csv, line 17: &quot;.*; …/);
  expect(text).toContain('3 items of 3 records products.csv No row is left out.');
  expect(text).toContain('134,697 of 532,621 interactions (25 %) name no user, and teach nothing.');
  // Values of users are not shown.
  expect(text).toContain('no record of the id has a value in AGE 1 users.csv, line 2');
  expect(text).not.toContain('ann@shop.example');
  const unknown = { ...reports[1], dropped: { 'a reason of tomorrow': 1 } };
  expect(await pageOf({ reports: [unknown], language: 'ko' })).toContain(
    '<span lang="en">a reason of tomorrow</span>',
  );
});

it.each([
  [0.02, 0.1, 'They help.', '도움이 됩니다.'],
  [-0.1, -0.02, 'They do harm: leave orderAsUser out.', '오히려 해가 되므로'],
  [-0.02, 0.02, 'That is no difference beyond chance', '우연을 넘는 차이가 아닙니다'],
])('the report says whether orders as users help, %d to %d', async (low, high, english, korean) => {
  const rate = (mean: number) => ({ mean, low: 0, high: 1 });
  const difference = { mean: (low + high) / 2, low, high };
  const orders = { questions: 500, with: rate(0.63), without: rate(0.65), difference };
  const measurement = { until: 0, sampledUsers: 1, users: 1, useCases: {}, orders };
  const textIn = async (language: string) => plain(await pageOf({ measurement, reports, language }));
  expect(await textIn('en')).toContain(`for 63% with them and 65% without. ${english}`);
  expect(await textIn('ko')).toContain(korean);
  expect(ordersLines(orders).join()).toContain(english);
  expect(ordersLines(undefined)).toEqual([]);
});
