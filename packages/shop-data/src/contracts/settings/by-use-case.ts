import { USE_CASE_NAMES, type UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import { isObject, notAllowed, refuseUnknownMembers, type Shape } from './shape';

/** An object from at least one use case to values, whose shape may depend on the use case. The order is kept. */
export function byUseCase<Value>(
  valueOf: (useCase: UseCaseName) => Shape<Value>,
  allowed: string,
): Shape<Readonly<Partial<Record<UseCaseName, Value>>>> {
  const shapes = Object.fromEntries(USE_CASE_NAMES.map((name) => [name, valueOf(name)]));
  return {
    read: (raw, at, context) => {
      if (!isObject(raw) || Object.keys(raw).length === 0) throw notAllowed(at, raw, allowed);
      refuseUnknownMembers(raw, USE_CASE_NAMES, at, 'use case');
      return Object.fromEntries(
        Object.entries(raw).map(([name, value]) => [
          name,
          shapes[name].read(value, `${at}.${name}`, context),
        ]),
      );
    },
    allowed,
    schema: {
      type: 'object',
      minProperties: 1,
      additionalProperties: false,
      properties: Object.fromEntries(Object.entries(shapes).map(([name, { schema }]) => [name, schema])),
    },
  };
}
