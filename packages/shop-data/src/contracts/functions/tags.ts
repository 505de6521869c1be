/** Template properties of taggable resources. */
export interface TagProperties {
  /** Values by key; absent without tags. The owner tag is not included. */
  readonly Tags?: Readonly<Record<string, string>>;
}

/** Keys of our own tags begin with this, so that nobody else's tagging overwrites them. */
export const OWN_TAGS = 'ecommerce-recommenders:';

/** Owner tag of every Personalize resource; its value is the id of the stack that created it. */
export const OWNER_TAG = `${OWN_TAGS}stack`;

/**
 * Marks a recommender that a deployment has started only to update it, and stops afterwards. The value is the time at which it
 * was started, in milliseconds since 1970: a mark of an earlier deployment has no effect.
 */
export const STOP_AGAIN_TAG = `${OWN_TAGS}stops-again`;

/**
 * What a deployment imported last into a dataset, as the import's property `DataVersion` says it. It lets a dataset move to another logical
 * id without an import.
 */
export const DATA_VERSION_TAG = `${OWN_TAGS}data-version`;

/** Marks a temporary recommender, which is deleted once its lists are made; the value is the name of the run. */
export const LISTS_TAG = `${OWN_TAGS}lists`;
