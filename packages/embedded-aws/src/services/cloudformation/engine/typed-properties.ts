import { AwsError } from '../../../aws-error';
import { isRecord } from '../../../bounded-json';
import type { Fields, Shape } from '../../../gateway/shape';
import { validate } from '../../../gateway/validate';
import { mergeTags, type Tag } from '../../../tags';
import { ResourceError, type AnyResourceType } from '../resources/resource-type';

/** Converts properties to their declared types: templates also write numbers as text. */
export const typedProperties = (
  properties: Readonly<Record<string, unknown>>,
  { properties: fields }: AnyResourceType,
): Record<string, unknown> => typedMembers(properties, fields);

/**
 * Checks properties after {@link typedProperties}.
 *
 * @throws ResourceError that names what is unknown, missing or invalid
 */
export function checkProperties(
  properties: Readonly<Record<string, unknown>>,
  { properties: fields, hasOwnProperties }: AnyResourceType,
): void {
  const missing = Object.entries(fields)
    .filter(([name, shape]) => shape.required && properties[name] === undefined)
    .map(([name]) => `The property {/${name}} is required`);
  const isKnown = hasOwnProperties || Object.keys(properties).every((name) => Object.hasOwn(fields, name));
  // An unknown property may stand for the missing one.
  if (isKnown && missing.length > 0)
    throw new ResourceError(`Property validation failure: [${missing.join(', ')}]`);
  const declared = Object.entries(properties).filter(([name]) => Object.hasOwn(fields, name));
  try {
    validate(hasOwnProperties ? Object.fromEntries(declared) : properties, fields, 'ValidationError');
  } catch (cause) {
    if (!(cause instanceof AwsError)) throw cause;
    throw new ResourceError(
      `Properties validation failed: ${cause.message}. Properties of this type that the embedded AWS has: ` +
        `${Object.keys(fields).join(', ')}.`,
      { cause },
    );
  }
}

function typedMembers(members: Readonly<Record<string, unknown>>, fields: Fields): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(members).map(([name, value]) => [
      name,
      Object.hasOwn(fields, name) ? typedValue(value, fields[name]) : value,
    ]),
  );
}

function typedValue(value: unknown, shape: Shape): unknown {
  switch (shape.type) {
    case 'string':
      return typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
    case 'integer':
    case 'number':
      return typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value;
    case 'boolean':
      return value === 'true' ? true : value === 'false' ? false : value;
    case 'list':
      return Array.isArray(value) ? value.map((entry) => typedValue(entry, shape.of)) : value;
    case 'map':
      return isRecord(value)
        ? Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, typedValue(entry, shape.of)]))
        : value;
    case 'structure':
      return isRecord(value) ? typedMembers(value, shape.fields) : value;
    case 'timestamp':
    case 'any':
      return value;
  }
}

/** Adds stack tags to a taggable resource, unless it sets them itself. */
export function withStackTags(
  properties: Readonly<Record<string, unknown>>,
  stackTags: readonly Tag[],
  type: AnyResourceType,
): Readonly<Record<string, unknown>> {
  const shape = type.properties.Tags;
  if (stackTags.length === 0 || !shape) return properties;
  if (shape.type === 'map') {
    const inherited = Object.fromEntries(stackTags.map(({ Key, Value }) => [Key, Value]));
    return { ...properties, Tags: { ...inherited, ...(properties.Tags as Record<string, string>) } };
  }
  return { ...properties, Tags: mergeTags(stackTags, (properties.Tags ?? []) as readonly Tag[]) };
}
