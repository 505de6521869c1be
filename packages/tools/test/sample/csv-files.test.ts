import { parse } from 'csv-parse/sync';
import { csvRow } from '../../src/sample/csv-files';

describe('csvRow', () => {
  it.each(['plain', '', 'a, b', '24" wide', '"', 'two\nlines', 'end\r'])(
    'writes %j so that it is read back',
    (field) => {
      expect(parse(csvRow([field, 1, 'x']), { record_delimiter: '\u0000' })).toEqual([[field, '1', 'x']]);
    },
  );

  it('leaves a field alone that needs no quotes', () => {
    expect(csvRow(["O'Dell", 'Sauté Pan', 12])).toBe("O'Dell,Sauté Pan,12");
  });
});
