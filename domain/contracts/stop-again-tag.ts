/**
 * Tag of a recommender that was started only so that its configuration could change: it is stopped once that is done. Its
 * value says nothing.
 */
export const STOP_AGAIN_TAG = 'stack-stops-again';
