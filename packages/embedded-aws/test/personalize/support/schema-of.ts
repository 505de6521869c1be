import { parseSchema, type ParsedSchema } from '../../../src/services/personalize/data/parsed-schema';

/** A schema of a custom dataset group, of fields such as `STOCK int?`, which may be null, and `STYLE string categorical`. */
export function schemaOf(name: string, ...fields: readonly string[]): ParsedSchema {
  const parsed = fields.map((field) => {
    const [name, type, mark] = field.split(' ');
    const base = type.replace('?', '');
    return { name, type: base === type ? type : ['null', base], ...(mark && { [mark]: true }) };
  });
  return parseSchema(JSON.stringify({ type: 'record', name, version: '1.0', fields: parsed }));
}
