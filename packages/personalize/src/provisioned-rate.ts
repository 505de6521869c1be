/**
 * Requests per second that Personalize provisions for a recommender or a campaign by default. AWS advises against
 * provisioning more: Personalize scales by itself, and bills a higher minimum whether it is used or not.
 *
 * @see https://docs.aws.amazon.com/personalize/latest/dg/creating-recommenders.html
 */
export const DEFAULT_REQUESTS_PER_SECOND = 1;
