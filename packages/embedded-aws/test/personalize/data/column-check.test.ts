import { integerAt } from '@ecommerce-recommenders/personalize/import-rules';
import { columnCheck } from '../../../src/services/personalize/data/column-check';
import type { SchemaColumn } from '../../../src/services/personalize/data/parsed-schema';

const column = (type: SchemaColumn['type'], more: Partial<SchemaColumn> = {}): SchemaColumn => ({
  name: 'X',
  type,
  nullable: false,
  categorical: false,
  textual: false,
  ...more,
});
const faultOf = (of: SchemaColumn, value: string) =>
  columnCheck(of)(Buffer.from(value), 0, Buffer.byteLength(value));

describe('columnCheck', () => {
  it.each([
    ['int', '-2147483648', '2147483648'],
    ['int', '2147483647', '-2147483649'],
    ['long', '1600000000', '1600000000.5'],
    ['long', '0', '9007199254740993'],
    ['float', '9.99', '9,99'],
    ['float', '3.4028235e38', '3.5e38'],
    ['double', '-1e-3', 'NaN'],
    ['double', '1.7976931348623157e308', '1e309'],
    ['boolean', 'True', '1'],
  ] as const)('takes for %s the value %s and not %s', (type, right, wrong) => {
    expect(faultOf(column(type), right)).toBeUndefined();
    expect(faultOf(column(type), wrong)).toBe(`Value "${wrong}" of X is not of type ${type}.`);
  });

  it('refuses a megabyte of digits that ends in a letter in steps by its length', () => {
    const wrong = `${'1'.repeat(1_000_000)}x`;
    expect(faultOf(column('float'), wrong)).toBe(`Value "${wrong.slice(0, 100)}" of X is not of type float.`);
  });

  it('takes an empty value where null is allowed alone', () => {
    expect(faultOf(column('string', { nullable: true }), '')).toBeUndefined();
    expect(faultOf(column('string'), '')).toContain('does not allow null');
  });

  it('counts characters, not bytes', () => {
    expect(faultOf(column('string'), 'ä'.repeat(1000))).toBeUndefined();
    expect(faultOf(column('string'), 'ä'.repeat(1001))).toBe(
      'Length cannot be more than 1000 characters for X.',
    );
    expect(faultOf(column('string', { textual: true }), 'ä'.repeat(5000))).toBeUndefined();
    expect(faultOf(column('string', { name: 'ITEM_ID' }), 'i'.repeat(257))).toContain('256');
  });
});

describe('integerAt', () => {
  it('reads whole numbers and nothing else', () => {
    const read = (text: string) => integerAt(Buffer.from(text), 0, text.length);
    expect(['0', '-17', '', '-', '1x', '+1'].map(read)).toEqual([0, -17, NaN, NaN, NaN, NaN]);
  });
});
