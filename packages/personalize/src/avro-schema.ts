/**
 * A Personalize schema: Avro's record syntax with attributes of Personalize's own.
 *
 * @see https://docs.aws.amazon.com/personalize/latest/dg/how-it-works-dataset-schema.html
 */
export interface AvroSchema {
  readonly type: 'record';
  readonly name: 'Interactions' | 'Items' | 'Users';
  readonly namespace: string;
  readonly fields: readonly AvroField[];
  readonly version: '1.0';
}

/** One column. `categorical` and `textual` determine how training uses a string. */
export interface AvroField {
  readonly name: string;
  readonly type: AvroType | readonly AvroType[];
  readonly categorical?: true;
  readonly textual?: true;
}

/** Types that Personalize knows; a union with `null` allows an empty value. */
export type AvroType = 'float' | 'double' | 'int' | 'long' | 'string' | 'boolean' | 'null';
