import type { SettingsTable, ValuesOf } from './setting';
import { parsedJson, SettingProblem, type Context, type Shape } from './shape';
import type { Terms } from './terms';

/**
 * Reads the values of a table.
 *
 * @param raw - returns what was set; `undefined` for the default
 * @param checked - values that were already checked; they apply if nothing is set
 * @throws Error that says what was found, what is allowed, and what to do
 */
export const readTable = <const Table extends SettingsTable>(
  table: Table,
  raw: (name: keyof Table & string) => unknown,
  context: Context,
  terms: Terms,
  checked: object = {},
): ValuesOf<Table> => {
  const known = new Map(Object.entries(checked));
  return Object.fromEntries(
    Object.entries(table).map(([name, setting]) => {
      const given = raw(name);
      return [
        name,
        given === undefined && known.has(name)
          ? known.get(name)
          : readValue(setting.shape, given ?? setting.default, name, context, terms),
      ];
    }),
  ) as ValuesOf<Table>;
};

/** Reads the value of one setting. @throws Error that says what was found, what is allowed, and what to do */
export function readValue<Value>(
  shape: Shape<Value>,
  raw: unknown,
  name: string,
  context: Context,
  terms: Terms,
): Value {
  try {
    return shape.read(parsedJson(raw), terms.place(name), context);
  } catch (error) {
    if (!(error instanceof SettingProblem)) throw error;
    throw new Error(terms.problem(name, error.message), { cause: error });
  }
}
