import type { Fields, InputOf } from '../../../gateway/shape';
import type { Json, JsonObject } from './json';
import type { Run } from './run';

/** A state type: fields as data, further checks, and behaviour. */
export interface StateType<F extends Fields> {
  /** The fields besides Type and Comment, in JSONPath. */
  readonly fields: F;
  /** Those in JSONata; values that {@link EVALUATED} names may be expressions. */
  readonly jsonata: Fields;
  /**
   * @param checkNested - checks the definition of a branch
   * @throws DefinitionError
   */
  check?(state: InputOf<F>, checkNested: (definition: unknown, processor?: 'processor') => void): void;
  /** The same in JSONata. */
  checkJsonata?(state: JsonObject, checkNested: (definition: unknown, processor?: 'processor') => void): void;
  /**
   * @param state - in JSONata with its values evaluated
   * @param input - after InputPath and Parameters, or Arguments
   * @throws StateError
   */
  run(state: InputOf<F>, input: Json, run: Run): Result | Promise<Result>;
}

/** Outcome of a state. */
export interface Result {
  /** Before ResultSelector, ResultPath and OutputPath. */
  readonly output: Json;
  /** Next state, if other than Next. */
  readonly next?: string;
  /** Source of Assign and Output, if other than the state. */
  readonly chosen?: { readonly Assign?: JsonObject; readonly Output?: Json };
}

/** A state type with its fields erased. */
export interface AnyStateType {
  readonly fields: Fields;
  readonly jsonata: Fields;
  checkJsonata?(state: JsonObject, checkNested: (definition: unknown, processor?: 'processor') => void): void;
  check?(state: never, checkNested: (definition: unknown, processor?: 'processor') => void): void;
  run(state: never, input: Json, run: Run): Result | Promise<Result>;
}

/** Infers a state's type from its fields. */
export const stateType = <const F extends Fields>(type: StateType<F>): StateType<F> => type;
