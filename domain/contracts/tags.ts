/** Part of the template's properties of what Personalize can tag. */
export interface TagProperties {
  /** By key; absent where there are none. The tag that names the owner is not among them. */
  readonly Tags?: Readonly<Record<string, string>>;
}

/** Tag that every Personalize resource gets at creation; its value is the id of the stack that made it. */
export const OWNER_TAG = 'stack';

/**
 * Tag of a recommender that was started only so that its configuration could change: it is stopped once that is done. Its
 * value says nothing.
 */
export const STOP_AGAIN_TAG = 'stack-stops-again';
