import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { USE_CASE_NAMES } from '@ecommerce-recommenders/personalize/use-cases';
import { EVERY_SHOP } from '../lib/support/every-shop';
import { resourcesOf } from '../lib/support/resources';
import { synthesise } from '../lib/support/synthesise';

const ROOT = join(__dirname, '../..');

/** Shops with notices; the last has a rate that stays, above the minimum. */
const SHOPS: readonly Readonly<Record<string, unknown>>[] = [
  ...Object.values(EVERY_SHOP).filter((settings) => 'notify' in settings),
  { watch: true, api: '{"origins":["https://shop.example"]}', shelves: '{"home":"best-sellers"}' },
  { useCases: '{"best-sellers":{"minRecommendationRequestsPerSecond":2}}', watch: true },
];

/** Names of the alarms of a shop after its own, with `USE_CASE` for each use case. */
function alarmsOf(context: Readonly<Record<string, unknown>>): string[] {
  const { template } = synthesise({ context, stackName: 'S' });
  return Object.values(resourcesOf(template))
    .filter(({ Type }) => Type === 'AWS::CloudWatch::Alarm')
    .map(({ Properties }) => {
      const name = String(Properties?.AlarmName).replace(/^S-/, '');
      const useCase = USE_CASE_NAMES.find((one) => name.startsWith(`${one}-`));
      return useCase === undefined ? name : name.replace(useCase, 'USE_CASE');
    });
}

/** Alarms that a page has; those of RUN for each run of the second table of the section. */
function alarmsIn(file: string): string[] {
  const text = readFileSync(join(ROOT, file), 'utf8');
  const [before, runs] = [text.slice(0, text.indexOf('| RUN |')), text.slice(text.indexOf('| RUN |'))];
  const names = (part: string): string[] =>
    Array.from(part.matchAll(/^\| `([\w-]+)` \|/gm), ([, name]) => name);
  return names(before).flatMap((name) =>
    name.startsWith('RUN-') ? names(runs).map((run) => name.replace('RUN', run)) : [name],
  );
}

const alarms = [...new Set(SHOPS.flatMap(alarmsOf))].sort();

it('docs/runbook.md has a row for each alarm, and for no other', () => {
  expect(alarmsIn('docs/runbook.md').sort()).toEqual(alarms);
});
