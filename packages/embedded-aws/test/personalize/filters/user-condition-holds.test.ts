import { parseFilter } from '@ecommerce-recommenders/personalize/filters/parse-filter';
import { parseSchema } from '../../../src/services/personalize/data/parsed-schema';
import { RecordTable } from '../../../src/services/personalize/data/record-table';
import { bindFilter } from '../../../src/services/personalize/filters/bind-filter';
import { userConditionHolds } from '../../../src/services/personalize/filters/user-condition-holds';

const users = new RecordTable(
  parseSchema(
    JSON.stringify({
      type: 'record',
      name: 'Users',
      version: '1.0',
      fields: [
        { name: 'USER_ID', type: 'string' },
        { name: 'AGE', type: ['null', 'int'] },
        { name: 'PLANS', type: ['null', 'string'], categorical: true },
        { name: 'CITY', type: ['null', 'string'] },
      ],
    }),
    'ECOMMERCE',
  ),
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
    ['CurrentUser.AGE != 30', false],
    ['CurrentUser.AGE != 31', true],
    ['CurrentUser.AGE < 30', false],
    ['CurrentUser.AGE <= 30', true],
    ['CurrentUser.AGE > 30', false],
    ['CurrentUser.AGE >= 30', true],
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

  it.each(['30', '"30"'])('compares a number with the value %s of a request', (value) => {
    expect(holds('CurrentUser.AGE = $AGE', 'ann', { AGE: value })).toBe(true);
    expect(holds('CurrentUser.AGE > $AGE', 'ann', { AGE: value })).toBe(false);
  });

  it('compares a text with the value of a request', () => {
    expect(holds('CurrentUser.PLANS = $PLAN', 'ann', { PLAN: '"gold"' })).toBe(true);
    expect(holds('CurrentUser.PLANS = $PLAN', 'ann', { PLAN: '"Gold"' })).toBe(false);
  });
});
