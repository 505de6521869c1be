import { parseFilter } from '../../src/filters/parse-filter';

const field = (text: string, dataset = 'ITEMS') => ({ dataset, name: text.split('.')[1], text });
const text = (value: string) => ({ kind: 'text', text: value });

const WHERE = 'INCLUDE ItemID WHERE';

it('parseFilter reads action, field, operator and values', () => {
  const against = [text('shoes'), text('a "b" \\ c')];
  const where = [[{ field: field('Items.CATEGORY_L1'), operator: 'IN', against }]];
  expect(parseFilter('EXCLUDE ItemID WHERE Items.CATEGORY_L1 IN ("shoes", "a \\"b\\" \\\\ c")')).toEqual([
    { action: 'EXCLUDE', where, when: [] },
  ]);
});

it('parseFilter reads keywords and names of datasets in any case', () => {
  const [{ action, where }] = parseFilter('include itemid where INTERACTIONS.event_type not in ("*")');
  expect(action).toBe('INCLUDE');
  expect(where[0][0]).toEqual({
    field: field('INTERACTIONS.event_type', 'INTERACTIONS'),
    operator: 'NOT IN',
    against: [text('*')],
  });
});

it('parseFilter binds AND closer than OR', () => {
  const [{ where }] = parseFilter(
    'INCLUDE ItemID WHERE Items.A > 1 OR Items.B >= -2.5 AND Items.C != 3e2 OR Items.D <= .5',
  );
  const number = (value: number) => [{ kind: 'number', number: value }];
  expect(where.map((all) => all.map((one) => [one.field.name, one.operator, one.against]))).toEqual([
    [['A', '>', number(1)]],
    [
      ['B', '>=', number(-2.5)],
      ['C', '!=', number(300)],
    ],
    [['D', '<=', number(0.5)]],
  ]);
});

it.each(['IN ($GENRE)', 'IN ("$GENRE")', '= $GENRE', '< ($GENRE)'])('reads a parameter: %s', (test) => {
  const [{ where }] = parseFilter(`INCLUDE ItemID WHERE Items.X ${test}`);
  expect(where[0][0].against).toEqual([{ kind: 'parameter', name: 'GENRE' }]);
});

it('parseFilter reads conditions on the current user and fields of the current item', () => {
  const [{ where, when }] = parseFilter(
    'INCLUDE ItemID WHERE Items.PRICE < CurrentItem.PRICE AND Items.GENRE IN CurrentItem.GENRE ' +
      'IF CurrentUser.AGE > 18 AND CurrentUser.GENDER IN ("F")',
  );
  const fields = [field('CurrentItem.PRICE'), field('CurrentItem.GENRE')];
  expect(where[0].map(({ against }) => against)).toEqual(fields);
  expect(when.map((condition) => condition.field)).toEqual([
    field('CurrentUser.AGE', 'USERS'),
    field('CurrentUser.GENDER', 'USERS'),
  ]);
});

it('parseFilter reads several expressions, of different datasets', () => {
  const expressions = parseFilter(
    'INCLUDE ItemID WHERE Items.GENRE IN ($G) IF CurrentUser.AGE = 1|EXCLUDE ItemID WHERE Interactions.EVENT_TYPE IN (*)',
  );
  expect(expressions.map(({ action }) => action)).toEqual(['INCLUDE', 'EXCLUDE']);
  expect(expressions[1].where[0][0].against).toEqual([{ kind: 'any' }]);
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
