import type { en } from './en';

/** Allows any string, and any function with the same parameters, under the keys of the English texts. */
type Widened<T> = T extends string
  ? string
  : T extends (...args: infer Parameters) => string
    ? (...args: Parameters) => string
    : { readonly [Key in keyof T]: Widened<T[Key]> };

/** All texts of the page in one language. */
export type Texts = Widened<typeof en>;
