/** A JSON schema with the keywords that the API's requests need. It is a subset of OpenAPI 3.1's. */
export type ValueSchema =
  | {
      readonly type: 'string';
      readonly minLength?: number;
      readonly maxLength?: number;
      /** Pattern of the whole text. It matches in linear time. */
      readonly pattern?: string;
      readonly enum?: readonly string[];
      readonly description?: string;
    }
  | {
      readonly type: 'integer' | 'number';
      readonly minimum: number;
      readonly maximum: number;
      readonly default?: number;
      readonly description?: string;
    }
  | { readonly type: 'boolean'; readonly description?: string }
  | {
      readonly type: 'array';
      readonly items: ValueSchema;
      readonly minItems: number;
      readonly maxItems: number;
      readonly description?: string;
    }
  | {
      readonly type: 'object';
      readonly properties: Readonly<Record<string, ValueSchema>>;
      readonly required: readonly string[];
      readonly additionalProperties: false;
      readonly description?: string;
    };

/** A value that the schema does not allow. The message says what was found and what is allowed. */
export class ValueProblem extends Error {}

/** Maximum length of a quotation from a request in a message. */
const SHOWN = 60;

/**
 * Checks a value of a JSON document.
 *
 * @param where name of the value in messages
 * @throws ValueProblem that names the first wrong part
 */
export function checkValue(where: string, value: unknown, schema: ValueSchema): void {
  switch (schema.type) {
    case 'string':
      return checkText(where, value, schema);
    case 'integer':
    case 'number': {
      const isNumber = schema.type === 'integer' ? Number.isSafeInteger(value) : Number.isFinite(value);
      if (isNumber && (value as number) >= schema.minimum && (value as number) <= schema.maximum) return;
      throw wrong(where, value, schema);
    }
    case 'boolean':
      if (typeof value === 'boolean') return;
      throw wrong(where, value, schema);
    case 'array':
      if (!Array.isArray(value) || value.length < schema.minItems || value.length > schema.maxItems)
        throw wrong(where, value, schema);
      return value.forEach((one, at) => checkValue(`${where}[${at}]`, one, schema.items));
    case 'object':
      return checkObject(where, value, schema);
  }
}

type OfType<Type> = Extract<ValueSchema, { readonly type: Type }>;

function checkText(where: string, value: unknown, schema: OfType<'string'>): void {
  const { minLength = 0, maxLength = Infinity, pattern, enum: words } = schema;
  const isAllowed =
    typeof value === 'string' &&
    value.length >= minLength &&
    value.length <= maxLength &&
    (words === undefined || words.includes(value)) &&
    (pattern === undefined || new RegExp(pattern, 'u').test(value));
  if (!isAllowed) throw wrong(where, value, schema);
}

function checkObject(where: string, value: unknown, schema: OfType<'object'>): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrong(where, value, schema);
  const { properties, required } = schema;
  for (const name of required)
    if (!Object.hasOwn(value, name)) throw wrong(`${where}.${name}`, undefined, properties[name]);
  for (const [name, member] of Object.entries(value)) {
    if (!Object.hasOwn(properties, name))
      throw new ValueProblem(
        `${where}.${excerpt(name)} is not known, allowed are ${Object.keys(properties).join(', ')}.`,
      );
    checkValue(`${where}.${name}`, member, properties[name]);
  }
}

/**
 * Parses the text of a parameter, as a whole number if the schema says so.
 *
 * @throws ValueProblem
 */
export function parseText(where: string, text: string, schema: ValueSchema): string | number {
  const value = schema.type === 'integer' && /^\d{1,15}$/.test(text) ? Number(text) : text;
  checkValue(where, value, schema);
  return value;
}

function wrong(where: string, value: unknown, schema: ValueSchema): ValueProblem {
  return new ValueProblem(`${where} is ${gotInWords(value)}, allowed is ${inWords(schema)}.`);
}

/** Describes a value for messages. Its members are left out, because they may be nested deeply. */
function gotInWords(value: unknown): string {
  if (value === undefined) return 'absent';
  if (typeof value === 'string') return excerpt(JSON.stringify(value.slice(0, SHOWN + 1)));
  if (Array.isArray(value)) return `a list of ${value.length}`;
  return typeof value === 'object' && value !== null ? 'an object' : JSON.stringify(value);
}

/**
 * Maximum nesting of arrays and objects in a JSON text, which need not be valid. It neither parses nor recurses, so
 * it is safe for hostile input.
 */
export function depthOf(json: string): number {
  let depth = 0;
  let deepest = 0;
  for (let at = 0; at < json.length; at++) {
    const character = json[at];
    if (character === '"') at = endOfText(json, at);
    else if (character === '[' || character === '{') deepest = Math.max(deepest, ++depth);
    else if (character === ']' || character === '}') depth--;
  }
  return deepest;
}

/** Index of the closing quote of the string that begins at `start`. */
function endOfText(json: string, start: number): number {
  let at = start + 1;
  while (at < json.length && json[at] !== '"') at += json[at] === '\\' ? 2 : 1;
  return at;
}

const excerpt = (text: string): string => (text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text);

/** Describes what a schema allows, for messages. */
function inWords(schema: ValueSchema): string {
  switch (schema.type) {
    case 'string': {
      const { enum: words, minLength = 0, maxLength, pattern } = schema;
      if (words) return words.join(', ');
      return `a text of ${minLength} to ${maxLength} characters${pattern === undefined ? '' : ` that matches ${pattern}`}`;
    }
    case 'integer':
    case 'number':
      return `a ${schema.type === 'integer' ? 'whole ' : ''}number from ${schema.minimum} to ${schema.maximum}`;
    case 'boolean':
      return 'true or false';
    case 'array':
      return `a list of ${schema.minItems} to ${schema.maxItems}`;
    case 'object':
      return `an object of ${Object.keys(schema.properties).join(', ')}`;
  }
}
