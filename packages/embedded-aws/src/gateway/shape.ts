/** Constraints of an input value, as data. Lengths are in characters or entries. */
export type Shape =
  | StringShape
  | ({ readonly type: 'integer' | 'number'; readonly min?: number; readonly max?: number } & Presence)
  | ({ readonly type: 'boolean' | 'timestamp' | 'any' } & Presence)
  | ({ readonly type: 'list'; readonly of: Shape; readonly min?: number; readonly max?: number } & Presence)
  | ({
      readonly type: 'map';
      readonly key?: StringShape;
      readonly of: Shape;
      readonly max?: number;
    } & Presence)
  | ({ readonly type: 'structure'; readonly fields: Fields } & Presence);

export interface StringShape extends Presence {
  readonly type: 'string';
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: RegExp;
  readonly enum?: readonly string[];
  /** The supported subset of AWS's values; others are rejected by name. */
  readonly subset?: readonly string[];
}

interface Presence {
  readonly required?: true;
}

/** Members of an operation's input or a nested structure. */
export type Fields = Readonly<Record<string, Shape>>;

/** TypeScript type of a value of a shape. */
export type ValueOf<S extends Shape> = S extends
  | { type: 'string'; enum: readonly (infer E)[] }
  | { type: 'string'; subset: readonly (infer E)[] }
  ? E
  : S extends { type: 'string' }
    ? string
    : S extends { type: 'integer' | 'number' | 'timestamp' }
      ? number
      : S extends { type: 'boolean' }
        ? boolean
        : S extends { type: 'list'; of: infer O extends Shape }
          ? readonly ValueOf<O>[]
          : S extends { type: 'map'; of: infer O extends Shape }
            ? Readonly<Record<string, ValueOf<O>>>
            : S extends { type: 'structure'; fields: infer F extends Fields }
              ? InputOf<F>
              : unknown;

type RequiredKey<F extends Fields> = { [K in keyof F]: F[K] extends { required: true } ? K : never }[keyof F];

/** TypeScript type of an input with these fields. */
export type InputOf<F extends Fields> = { readonly [K in RequiredKey<F>]: ValueOf<F[K]> } & {
  readonly [K in Exclude<keyof F, RequiredKey<F>>]?: ValueOf<F[K]>;
};
