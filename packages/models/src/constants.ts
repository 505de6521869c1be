/** Values of a model's constants. */
export type Constants<Of> = { readonly [Name in keyof Of]: number };

/** Constants of *Recommended for you*, for every shop; docs/quality.md compares them, and those below, with other values. */
export const HISTORY = {
  /** λ of the linear model: a larger one trusts little data less. */
  ridge: 100,
  /** The cosine's weight beside the linear model's in a larger catalogue. */
  cosineWeight: 0.1,
  /** What an item of the history says about itself: users return to items, but less than to similar ones. */
  self: 0.1,
  /** Days of age that count like one later moment. */
  ageDays: 30,
};

/** Constants of *Frequently bought together*, where purchases have orders. */
export const ORDERS = {
  /** A large order says less about each of its pairs. */
  sizeDamping: 0.5,
  /** A popular item is in many orders anyway; the cosine would damp by 0.5. */
  popularityDamping: 0.3,
  /** A pair with this many common orders gets half of its score. */
  shrinkage: 10,
};

/** Constants of *Customers who viewed X also viewed*. */
export const SEQUENCE = {
  /** The closeness falls with the moments to the power of this. */
  decay: 0.2,
  /** A walk from user to item takes one of the user's items; 1 would take each as often. */
  sizeDamping: 0.5,
  /** A popular item is in many histories anyway; the cosine would damp by 0.5. */
  popularityDamping: 0.3,
};
