import type { Fields, Shape } from './shape';

/**
 * Removes null members, which count as absent; null list entries stay, because they are invalid. Values of the wrong
 * type stay for validation to report.
 */
export function withoutNulls(input: Record<string, unknown>, fields: Fields): Record<string, unknown> {
  // Few inputs have nulls; the others need no copy.
  return hasNull(input) ? cleanedMembers(input, fields) : input;
}

function hasNull(value: unknown): boolean {
  if (typeof value !== 'object') return false;
  if (value === null) return true;
  for (const name in value) if (hasNull((value as Record<string, unknown>)[name])) return true;
  return false;
}

function cleanedMembers(input: Readonly<Record<string, unknown>>, fields: Fields): Record<string, unknown> {
  const given = Object.entries(input).filter(([, value]) => value !== null);
  return Object.fromEntries(
    given.map(([name, value]) => [name, Object.hasOwn(fields, name) ? cleaned(value, fields[name]) : value]),
  );
}

function cleaned(value: unknown, shape: Shape): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value))
    return shape.type === 'list' ? value.map((entry) => cleaned(entry, shape.of)) : value;
  const members = value as Readonly<Record<string, unknown>>;
  if (shape.type === 'structure') return cleanedMembers(members, shape.fields);
  if (shape.type !== 'map') return value;
  return cleanedMembers(members, Object.fromEntries(Object.keys(members).map((key) => [key, shape.of])));
}
