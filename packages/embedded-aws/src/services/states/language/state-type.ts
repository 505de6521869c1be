import type { Fields, InputOf } from '../../../gateway/shape';
import type { Json } from './json';
import type { Run } from './run';

/** One type of state: its fields as data, what they cannot say, and what it does. */
export interface StateType<F extends Fields> {
  /** The fields besides Type and Comment. */
  readonly fields: F;
  /**
   * @param checkNested - checks the definition of a branch
   * @throws DefinitionError
   */
  check?(state: InputOf<F>, checkNested: (definition: unknown, processor?: 'processor') => void): void;
  /**
   * @param input - after InputPath and Parameters
   * @throws StateError
   */
  run(state: InputOf<F>, input: Json, run: Run): Result | Promise<Result>;
}

/** How a state ended. */
export interface Result {
  /** Before ResultSelector, ResultPath and OutputPath. */
  readonly output: Json;
  /** The state that follows, if it is not the one that Next names. */
  readonly next?: string;
}

/** A type of state whatever its fields. */
export interface AnyStateType {
  readonly fields: Fields;
  check?(state: never, checkNested: (definition: unknown, processor?: 'processor') => void): void;
  run(state: never, input: Json, run: Run): Result | Promise<Result>;
}

/** Gives a type of state the type of its fields. */
export const stateType = <const F extends Fields>(type: StateType<F>): StateType<F> => type;
