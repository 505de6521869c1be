import { visible } from '@ecommerce-recommenders/csv/visible';
import type { Rule } from '@ecommerce-recommenders/shop-data/contracts/rules/rules';
import { tableText } from '../terminal';
import type { RulesInForce } from './rules-store';

/** Rules as a table, with the time from which they are in force. @param nowMs milliseconds since 1970 */
export function rulesText({ rules, version }: RulesInForce, nowMs: number, width?: number): string {
  if (rules.length === 0) return 'No rules are set.';
  const table = tableText(
    [
      { title: 'rule', isFlexible: true },
      { title: 'does', isFlexible: true },
      { title: 'where', isFlexible: true },
      { title: 'when', isFlexible: true },
    ],
    rules.map((rule) => [visible(rule.name), does(rule), where(rule), when(rule, nowMs)]),
    width,
  );
  return version === '' ? table : `${table}\nIn force since ${version}.`;
}

const does = ({ action, items, category }: Rule): string =>
  `${action} ${items ? items.map(visible).join(', ') : `the category ${visible(category!)}`}`;

function where({ useCases, aboutItems, aboutCategory }: Rule): string {
  const about = [
    ...(aboutItems ? [`about ${aboutItems.map(visible).join(', ')}`] : []),
    ...(aboutCategory === undefined ? [] : [`about the category ${visible(aboutCategory)}`]),
  ];
  return [useCases?.join(', ') ?? 'everywhere', ...about].join(', ');
}

function when({ from, until }: Rule, nowMs: number): string {
  if (until !== undefined && Date.parse(until) <= nowMs) return `ended ${until}`;
  if (from !== undefined && Date.parse(from) > nowMs) return `begins ${from}`;
  return until === undefined ? 'now' : `now, until ${until}`;
}
