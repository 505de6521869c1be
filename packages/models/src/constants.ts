/** Values of a model's constants. */
export type Constants<Of> = { readonly [Name in keyof Of]: number };

/**
 * Constants of *Recommended for you*, the same for every shop. docs/quality.md compares all constants with alternative values.
 */
export const HISTORY = {
  /** λ of the linear model. The larger it is, the less sparse data counts. */
  ridge: 100,
  /** This many days of age weigh as much as one later moment. */
  ageDays: 30,
};

/** Constants of *Frequently bought together* if purchases have orders. */
export const ORDERS = {
  /** A large order says less about each of its pairs. */
  sizeDamping: 0.5,
  /** A popular item is in many orders anyway. The cosine would damp by 0.5. */
  popularityDamping: 0.2,
  /** A pair with this many common orders gets half of its score. */
  shrinkage: 10,
};

/** Constants of *Customers who viewed X also viewed*. */
export const SEQUENCE = {
  /** Exponent with which closeness decreases with the number of moments. */
  decay: 0.2,
  /** Damping of long histories. A random walk from a user to one of their items would damp by 1. */
  sizeDamping: 0.5,
  /** A popular item is in many histories anyway. The cosine would damp by 0.5. */
  popularityDamping: 0.3,
};

/** Constants of similar items. */
export const SIMILAR = {
  /** Weight of a word of the name. A word of the description has weight 1. */
  name: 3,
  /** Weight of a category. */
  category: 3,
  /** Exponent of the ratio of two prices. */
  price: 0.2,
};
