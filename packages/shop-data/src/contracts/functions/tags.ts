/** Template properties of taggable resources. */
export interface TagProperties {
  /** Values by key; absent without tags. The owner tag is not included. */
  readonly Tags?: Readonly<Record<string, string>>;
}

/** Owner tag of every Personalize resource; its value is the id of the stack that created it. */
export const OWNER_TAG = 'stack';

/** Marks a recommender that was started only for an update, and is stopped afterwards. The value has no meaning. */
export const STOP_AGAIN_TAG = 'stack-stops-again';

/** Marks a temporary recommender, which is deleted once its lists are made; the value is the name of the run. */
export const LISTS_TAG = 'stack-lists';
