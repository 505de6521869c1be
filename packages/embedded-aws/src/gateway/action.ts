import type { Need, Permission } from '../authorization/permission';
import type { Refusal } from '../authorization/refusal';
import type { Caller } from '../authorization/principal';
import type { Fields, InputOf } from './shape';

/** One operation of a service: input constraints as data, required permissions, implementation. */
export interface Action<Store, F extends Fields = Fields> {
  readonly input: F;
  readonly permissions: Permission<InputOf<F>, Store>;
  run(input: InputOf<F>, store: Store, call: Call): Output | Promise<Output>;
}

/**
 * Infers the types of an operation's permissions and input from its constraints, for operations on one store.
 */
export const actionOf =
  <Store>(): (<const F extends Fields>(action: Action<Store, F>) => Action<Store, F>) =>
  (action) =>
    action;

/** Members of the answer; undefined for an empty one. Dates are Unix seconds. */
export type Output = object | undefined;

/** Call context besides the input. */
export interface Call {
  readonly requestId: string;
  readonly caller: Caller;
  readonly region: string;
  readonly userAgent: string;
  /** Why the caller lacks these permissions, or undefined. */
  refusal(needs: readonly Need[]): Refusal | undefined;
  /** Trailers of a streamed body; complete once it has been read. */
  readonly trailers?: ReadonlyMap<string, string>;
  /** Adds a line to the request log, for an answer that may surprise. */
  note(text: string): void;
}

/**
 * An action with its input type erased, for the protocols. {@link Action} checks each where it is written;
 * the protocol validates the input before it runs.
 */
export interface AnyAction<Store> {
  readonly input: Fields;
  readonly permissions: Permission<never, Store>;
  run(input: never, store: Store, call: Call): Output | Promise<Output>;
}

/** Operations of a service by wire name. */
export type Actions<Store> = Readonly<Record<string, AnyAction<Store>>>;
