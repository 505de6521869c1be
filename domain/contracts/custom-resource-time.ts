/**
 * Minutes that one custom resource waits at most before it speaks for itself. CloudFormation allows 60,
 * the provider framework's own time included, and then says no more than "timed out".
 */
export const OWN_WAIT_MINUTES = 55;

/** Minutes after which the provider framework gives up; reached only if a handler could not speak. */
export const FRAMEWORK_WAIT_MINUTES = 57;

/**
 * Seconds between two looks at a resource that is not complete, where nothing long waits for it: Describe calls and
 * state transitions cost.
 */
export const QUERY_INTERVAL_SECONDS = 30;
