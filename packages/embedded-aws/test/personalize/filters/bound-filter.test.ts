import { parseFilter } from '@ecommerce-recommenders/personalize/filters/parse-filter';
import { bindFilter } from '../../../src/services/personalize/filters/bind-filter';
import { RecordTable } from '../../../src/services/personalize/data/record-table';
import { userConditionHolds } from '../../../src/services/personalize/filters/user-condition-holds';
import { schemaOf } from '../support/schema-of';

const bound = (expression: string, values?: Record<string, string>) =>
  bindFilter(parseFilter(expression), values).map(({ where, when }) =>
    [...where.flat(), ...when].map(({ against }) => against),
  );
const text = (value: string) => ({ kind: 'text', text: value });
const number = (value: number) => ({ kind: 'number', number: value });

describe('bindFilter', () => {
  it.each<[string, Record<string, string>, ...object[][]]>([
    ['Items.C IN ($C)', { C: '"shoes"' }, [text('shoes')]],
    ['Items.C IN ($C)', { C: '"shoes", "hats"' }, [text('shoes'), text('hats')]],
    ['Items.C IN ($C)', { C: ' "a,b","c \\"d\\"" ' }, [text('a,b'), text('c "d"')]],
    ['Items.C IN ("boots", $C)', { C: '"hats"' }, [text('boots'), text('hats')]],
    ['Items.P < $P', { P: '12.5' }, [number(12.5)]],
    ['Items.P < $P', { P: '"12.5"' }, [number(12.5)]],
    ['Items.P < 1 IF CurrentUser.M = $M', { M: '"gold"' }, [number(1)], [text('gold')]],
    ['Items.P < 1 IF CurrentUser.A = $A', { A: '30' }, [number(1)], [number(30)]],
  ])('reads for %s the values %j', (condition, values, ...against) => {
    expect(bound(`INCLUDE ItemID WHERE ${condition}`, values)).toEqual([against]);
  });

  it('leaves out an EXCLUDE expression of which a value is missing, and that one alone', () => {
    const filter = 'EXCLUDE ItemID WHERE Items.C IN ($C) | EXCLUDE ItemID WHERE Items.D IN ($D)';
    expect(bound(filter, { D: '"x"' })).toEqual([[[text('x')]]]);
    expect(bound(filter)).toEqual([]);
  });

  it.each([
    [{}, 'filterValues has no C, D.'],
    [{ C: '"a"' }, 'filterValues has no D.'],
    [
      { C: '"a"', D: '1', E: '1' },
      'filterValues has E, which the filter does not ask for. It asks for: C, D.',
    ],
    [{ C: 'a', D: '1' }, 'filterValues.C is a. It must be comma-separated strings in double quotes'],
    [{ C: '"a",', D: '1' }, 'filterValues.C is "a",. It must be comma-separated strings in double quotes'],
    [{ C: '', D: '1' }, 'filterValues.C is . It must be comma-separated strings in double quotes'],
    [{ C: '"a"', D: 'cheap' }, 'filterValues.D is cheap. It is compared with a number'],
    [{ C: '"a"', D: '' }, 'filterValues.D is . It is compared with a number'],
  ] as [Record<string, string>, string][])('fails for the values %j', (values, message) => {
    const bind = () => bound('INCLUDE ItemID WHERE Items.C IN ($C) AND Items.D < $D', values);
    expect(bind).toThrow(message);
  });
});

const users = new RecordTable(
  schemaOf('Users', 'USER_ID string', 'AGE int?', 'PLANS string? categorical', 'CITY string?'),
);
users.put(['ann', '30', 'gold|family', 'a|b']);
users.put(['bob', '', '', '']);

const holds = (condition: string, userId: string, values?: Record<string, string>): boolean => {
  const [{ when }] = bindFilter(parseFilter(`INCLUDE ItemID WHERE Items.A = 1 IF ${condition}`), values);
  return userConditionHolds(when[0], users, userId);
};

describe('userConditionHolds', () => {
  it.each([
    ['CurrentUser.AGE = 30', true],
    ['CurrentUser.AGE = 31', false],
    ['CurrentUser.AGE != 31', true],
    ['CurrentUser.AGE <= 30', true],
    ['CurrentUser.AGE > 30', false],
    ['CurrentUser.PLANS IN ("gold")', true],
    ['CurrentUser.PLANS IN ("silver", "family")', true],
    ['CurrentUser.PLANS IN ("silver")', false],
    ['CurrentUser.PLANS NOT IN ("family")', false],
    ['CurrentUser.PLANS NOT IN ("silver")', true],
    ['CurrentUser.PLANS = "gold"', true],
    ['CurrentUser.CITY IN ("a")', false],
    ['CurrentUser.CITY IN ("a|b")', true],
  ])('says for %s: %s', (condition, expected) => {
    expect(holds(condition, 'ann')).toBe(expected);
  });

  it.each(['bob', 'nobody'])('holds nothing but NOT IN and != for empty fields, those of %s', (userId) => {
    expect(holds('CurrentUser.AGE < 100', userId)).toBe(false);
    expect(holds('CurrentUser.PLANS IN ("gold")', userId)).toBe(false);
    expect(holds('CurrentUser.AGE != 30', userId)).toBe(true);
    expect(holds('CurrentUser.PLANS NOT IN ("gold")', userId)).toBe(true);
  });

  it.each([
    ['CurrentUser.AGE = $X', '30', true],
    ['CurrentUser.AGE = $X', '"30"', true],
    ['CurrentUser.AGE > $X', '"30"', false],
    ['CurrentUser.PLANS = $X', '"gold"', true],
    ['CurrentUser.PLANS = $X', '"Gold"', false],
  ])('says for %s and the value %s of a request: %s', (condition, X, expected) => {
    expect(holds(condition, 'ann', { X })).toBe(expected);
  });
});
