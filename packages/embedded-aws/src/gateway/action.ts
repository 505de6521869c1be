import type { Need, Permission } from '../authorization/permission';
import type { Refusal } from '../authorization/refusal';
import type { Caller } from '../authorization/principal';
import type { Fields, InputOf } from './shape';

/** One operation of a service: its constraints as data, what it needs of its caller, and what it does. */
export interface Action<Store, F extends Fields = Fields> {
  readonly input: F;
  readonly permissions: Permission<InputOf<F>, Store>;
  run(input: InputOf<F>, store: Store, call: Call): Output | Promise<Output>;
}

/** Ties the types of an operation's permissions and input to its constraints, for the operations over one store. */
export const actionOf =
  <Store>(): (<const F extends Fields>(action: Action<Store, F>) => Action<Store, F>) =>
  (action) =>
    action;

/** Members of the answer; an operation without an answer gives undefined. Dates are Unix seconds. */
export type Output = object | undefined;

/** What an operation knows of the call besides its input. */
export interface Call {
  readonly requestId: string;
  readonly caller: Caller;
  readonly region: string;
  readonly userAgent: string;
  /** Why the caller may not do what needs this, or undefined. */
  refusal(needs: readonly Need[]): Refusal | undefined;
  /** Trailers of the body that the input holds as a stream; complete once that has been read. */
  readonly trailers?: ReadonlyMap<string, string>;
  /** Puts a line into the request log: something about the answer that may surprise. */
  note(text: string): void;
}

/**
 * An action as the protocols see it, whatever its input. Each is checked by {@link Action} where it is
 * written; the protocol validates the input before it runs.
 */
export interface AnyAction<Store> {
  readonly input: Fields;
  readonly permissions: Permission<never, Store>;
  run(input: never, store: Store, call: Call): Output | Promise<Output>;
}

/** The operations of a service by their names on the wire. */
export type Actions<Store> = Readonly<Record<string, AnyAction<Store>>>;
