import { parseFilter } from '../../src/filters/parse-filter';

const field = (text: string, dataset = 'ITEMS') => ({ dataset, name: text.split('.')[1], text });
const text = (value: string) => ({ kind: 'text', text: value });

const WHERE = 'INCLUDE ItemID WHERE';

const number = (value: number) => ({ kind: 'number', number: value });
const GENRE = { kind: 'parameter', name: 'GENRE' };

it.each<[condition: string, field: object, operator: string, against: object]>([
  [
    'Items.CATEGORY_L1 IN ("shoes", "a \\"b\\" \\\\ c")',
    field('Items.CATEGORY_L1'),
    'IN',
    [text('shoes'), text('a "b" \\ c')],
  ],
  ['INTERACTIONS.event not in ("*")', field('INTERACTIONS.event', 'INTERACTIONS'), 'NOT IN', [text('*')]],
  [
    'Interactions.EVENT_TYPE IN (*)',
    field('Interactions.EVENT_TYPE', 'INTERACTIONS'),
    'IN',
    [{ kind: 'any' }],
  ],
  ['Items.X IN ($GENRE)', field('Items.X'), 'IN', [GENRE]],
  ['Items.X IN ("$GENRE")', field('Items.X'), 'IN', [GENRE]],
  ['Items.X = $GENRE', field('Items.X'), '=', [GENRE]],
  ['Items.X < ($GENRE)', field('Items.X'), '<', [GENRE]],
  ['Items.X >= -2.5', field('Items.X'), '>=', [number(-2.5)]],
  ['Items.X != 3e2', field('Items.X'), '!=', [number(300)]],
  ['Items.X <= .5', field('Items.X'), '<=', [number(0.5)]],
  ['Items.X < CurrentItem.Y', field('Items.X'), '<', field('CurrentItem.Y')],
  ['Items.X IN CurrentItem.Y', field('Items.X'), 'IN', field('CurrentItem.Y')],
])('parseFilter reads the condition %s', (condition, field, operator, against) => {
  const where = [[{ field, operator, against }]];
  expect(parseFilter(`${WHERE} ${condition}`)).toEqual([{ action: 'INCLUDE', where, when: [] }]);
});

it('parseFilter reads several expressions, keywords in any case, AND closer than OR, and conditions on the current user', () => {
  const filter = 'include itemid where Items.A > 1 or Items.B > 1 and Items.C > 1 OR Items.D > 1';
  const users = 'IF CurrentUser.AGE > 18 AND CurrentUser.GENDER IN ("F")';
  const expressions = parseFilter(`${filter} ${users}|EXCLUDE ItemID WHERE Interactions.EVENT_TYPE IN (*)`);
  const [{ where, when }] = expressions;
  expect(expressions.map(({ action }) => action)).toEqual(['INCLUDE', 'EXCLUDE']);
  expect(where.map((all) => all.map((one) => one.field.name).join())).toEqual(['A', 'B,C', 'D']);
  const fields = [field('CurrentUser.AGE', 'USERS'), field('CurrentUser.GENDER', 'USERS')];
  expect(when.map((condition) => condition.field)).toEqual(fields);
});

it('parseFilter fails for a placeholder after NOT IN in the published words', () => {
  expect(() => parseFilter('INCLUDE ItemID WHERE Items.GENRE NOT IN ($p)')).toThrow(
    /^Could not create filter. Invalid input symbol: \$p. Placeholders are not allowed with NOT_IN operator.$/,
  );
});

it.each([
  ['', 'the end. Expected INCLUDE or EXCLUDE (at character 1)'],
  ['KEEP ItemID', 'KEEP. Expected INCLUDE or EXCLUDE (at character 1)'],
  ['INCLUDE UserID WHERE Users.AGE > 1', 'UserID. Expected ItemID (at character 9)'],
  ['INCLUDE ItemID Items.A > 1', 'Items. Expected WHERE (at character 16)'],
  [`${WHERE} Users.AGE > 1`, 'Users. Expected a field of Interactions or Items'],
  [`${WHERE} CurrentUser.AGE > 1`, 'CurrentUser. Expected a field of Interactions or Items'],
  [`${WHERE} Items A`, 'A. Expected . (at character 28)'],
  [`${WHERE} Items."A"`, '"A". Expected the name of a field (at character 28)'],
  [`${WHERE} Items.A`, 'the end. Expected IN, NOT IN, =, !=, <, <=, >, >= (at character 29)'],
  [`${WHERE} Items.A NOT 1`, '1. Expected IN (at character 34)'],
  [`${WHERE} Items.A IN "x"`, '"x". Expected ( or CurrentItem (at character 33)'],
  [`${WHERE} Items.A IN ()`, '). Expected a text in double quotes, a number or a placeholder'],
  [`${WHERE} Items.A IN ("x"`, 'the end. Expected ) (at character 37)'],
  [`${WHERE} Items.A > (1, 2)`, ',. Expected ) (at character 34)'],
  [`${WHERE} Items.A IN (*)`, '*. The asterisk is only allowed for Interactions.EVENT_TYPE (at'],
  [`${WHERE} Items.A IN ('x')`, "'x. Strings must be in double quotes (at character 34)"],
  [`${WHERE} Items.A IN ("x)`, '"x. The text has no closing quote (at character 34)'],
  [`${WHERE} Items.A = $`, '$. A placeholder is $ and a name'],
  [`${WHERE} Items.A = 1x`, '1x. It is not part of the filter syntax (at character 32)'],
  [`${WHERE} (Items.A = 1)`, '(. Expected a field of Interactions or Items'],
  [`${WHERE} Items.A = 1 Items.B = 2`, 'Items. Expected AND, OR, IF, | or the end (at character 34)'],
  [`${WHERE} Items.A = 1 |`, 'the end. Expected INCLUDE or EXCLUDE (at character 35)'],
  [
    `${WHERE} Items.A = 1 AND Interactions.EVENT_TYPE IN ("View")`,
    'Interactions. Items.A is of another dataset; write a second expression after a | for Interactions.EVENT_TYPE (at character 38)',
  ],
  [`${WHERE} Items.A = 1 IF Items.B = 1`, 'Items. Expected a field of CurrentUser'],
  [`${WHERE} Items.A = 1 IF CurrentUser.B = 1 OR Items.C = 1`, 'OR. Expected AND, OR, IF, | or the end'],
  [`${WHERE} Interactions.EVENT_TYPE IN CurrentItem.A`, 'CurrentItem. CurrentItem is only allowed in'],
])('parseFilter fails for %j (PERSONALIZE-43)', (expression, words) => {
  expect(() => parseFilter(expression)).toThrow(`Could not create filter. Invalid input symbol: ${words}`);
});
