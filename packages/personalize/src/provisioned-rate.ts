/**
 * Requests a second that the service provisions for a recommender or a campaign that names none. AWS advises not to
 * provision more: the service scales by itself, and bills a higher minimum whether it is used or not.
 *
 * @see https://docs.aws.amazon.com/personalize/latest/dg/creating-recommenders.html
 */
export const DEFAULT_REQUESTS_PER_SECOND = 1;
