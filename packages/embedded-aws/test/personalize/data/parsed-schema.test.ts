import { parseSchema, type SchemaColumn } from '../../../src/services/personalize/data/parsed-schema';
import { columnCheck } from '../../../src/services/personalize/data/column-check';

const record = (name: string, ...fields: object[]) => ({
  type: 'record',
  name,
  namespace: 'com.amazonaws.personalize.schema',
  fields,
  version: '1.0',
});
const string = (name: string, marks: object = {}) => ({ name, type: 'string', ...marks });
const CATEGORICAL = { categorical: true };
const TEXTUAL = { textual: true };
const EVENT = [
  ...['USER_ID', 'ITEM_ID', 'EVENT_TYPE'].map((name) => string(name)),
  { name: 'TIMESTAMP', type: 'long' },
];
const [ID, PRICE, CATEGORY] = [
  string('ITEM_ID'),
  { name: 'PRICE', type: 'float' },
  string('CATEGORY_L1', CATEGORICAL),
];
const ITEM = [ID, PRICE, CATEGORY];
const items = (...more: object[]) => record('Items', ...ITEM, ...more);

describe('parseSchema', () => {
  it('takes version 1.1, which AWS’s samples have too', () => {
    const schema = { ...record('Items', ...ITEM), version: '1.1' };
    expect(parseSchema(JSON.stringify(schema), 'ECOMMERCE').datasetType).toBe('ITEMS');
  });

  it('reads a union with null as nullable and a union of one type as that type', () => {
    const fields = [...ITEM.slice(0, 2), { name: 'CATEGORY_L1', type: ['string'], categorical: true }];
    const note = { name: 'NOTE', type: ['null', 'string'] };
    const { columns } = parseSchema(JSON.stringify(record('Items', ...fields, note)), 'ECOMMERCE');
    expect(columns.slice(2)).toEqual([
      { name: 'CATEGORY_L1', type: 'string', nullable: false, categorical: true, textual: false },
      { name: 'NOTE', type: 'string', nullable: true, categorical: false, textual: false },
    ]);
  });

  it.each<[string, unknown]>([
    ['is not JSON', '{'],
    ['must be a JSON object, got [1]', [1]],
    ['type is "array"', { ...items(), type: 'array' }],
    ['version is missing', { ...items(), version: undefined }],
    ['name is "Actions"', record('Actions', ...ITEM)],
    ['at least one column', record('Items')],
    ['has the name "A B"', items(string('A B'))],
    ['must be true or false', items(string('A', { categorical: 'true' }))],
    ['has the type "text"', items({ name: 'A', type: 'text' })],
    ['has the type ["int","string"]', items({ name: 'A', type: ['int', 'string'] })],
    ['missing the required fields: [TIMESTAMP, EVENT_TYPE]', record('Interactions', ...EVENT.slice(0, 2))],
    ['the same once underscores are removed', items(string('A_B'), string('AB'))],
    ['must be of type float, got string', record('Items', ID, string('PRICE'), CATEGORY)],
    [
      'CATEGORY_L1 is reserved and must be marked categorical',
      record('Items', ID, PRICE, string('CATEGORY_L1')),
    ],
    [
      'EVENT_TYPE is reserved and must not be marked categorical',
      record('Interactions', ...EVENT.slice(0, 2), EVENT[3], string('EVENT_TYPE', CATEGORICAL)),
    ],
    [
      'ITEM_ID is required and must not be null',
      record('Items', { name: 'ITEM_ID', type: ['null', 'string'] }, PRICE, CATEGORY),
    ],
    ['only a string can be categorical', items({ name: 'A', type: 'int', categorical: true })],
    ['only Items can have such a field', record('Users', string('USER_ID'), string('A', TEXTUAL))],
    ['2 textual fields; 1 is allowed', items(string('A', TEXTUAL), string('B', TEXTUAL))],
    ['at least one field besides the id', record('Users', string('USER_ID'))],
    [
      '6 fields of its own; 5 are allowed',
      record('Interactions', ...EVENT, ...[...'ABCDEF'].map((name) => string(name))),
    ],
  ])('fails with "%s"', (message, schema) => {
    const text = typeof schema === 'string' ? schema : JSON.stringify(schema);
    expect(() => parseSchema(text, 'ECOMMERCE')).toThrow(message);
  });
});

const faultOf = (type: SchemaColumn['type'], value: string) => {
  const bytes = Buffer.from(value);
  return columnCheck({ name: 'X', type, nullable: false, textual: false })(bytes, 0, bytes.length);
};

describe('columnCheck', () => {
  it.each([
    ['long', '0', '9007199254740993'],
    ['double', '-1e-3', 'NaN'],
    ['double', '1.7976931348623157e308', '1e309'],
    ['boolean', 'True', '1'],
  ] as const)('takes for %s the value %s and not %s', (type, right, wrong) => {
    expect(faultOf(type, right)).toBeUndefined();
    expect(faultOf(type, wrong)).toBe(`Value "${wrong}" of X is not of type ${type}.`);
  });

  it('refuses a megabyte of digits that ends in a letter in steps by its length', () => {
    const wrong = `${'1'.repeat(1_000_000)}x`;
    expect(faultOf('float', wrong)).toBe(`Value "${wrong.slice(0, 100)}" of X is not of type float.`);
  });
});
