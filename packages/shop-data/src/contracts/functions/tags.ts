/** Template properties of taggable resources. */
export interface TagProperties {
  /** Tags by key; absent without tags. The owner tag is not included. */
  readonly Tags?: Readonly<Record<string, string>>;
}

/** Prefix of the keys of our own tags, so that they do not clash with others'. */
export const OWN_TAGS = 'ecommerce-recommenders:';

/** Key of the owner tag that every Personalize resource has. Its value is the id of the stack that created it. */
export const OWNER_TAG = `${OWN_TAGS}stack`;

/**
 * Key of the tag on a recommender that a deployment has started only to update it, and stops afterwards. The value is
 * the time of the start in milliseconds since 1970, so that a mark of an earlier deployment has no effect.
 */
export const STOP_AGAIN_TAG = `${OWN_TAGS}stops-again`;

/**
 * Key of the tag with the version that a deployment imported last into a dataset, as in the import's property
 * `DataVersion`. It lets a dataset move to another logical id without an import.
 */
export const DATA_VERSION_TAG = `${OWN_TAGS}data-version`;

/** Key of the tag on a temporary recommender, which is deleted once its lists are made. The value is the name of the run. */
export const LISTS_TAG = `${OWN_TAGS}lists`;
