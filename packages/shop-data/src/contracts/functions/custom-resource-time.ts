/**
 * Minutes that one custom resource waits before it fails with its own message. CloudFormation allows 60, including
 * the provider framework's time, and then reports only "timed out".
 */
export const OWN_WAIT_MINUTES = 55;

/** Time-out of the provider framework in minutes. It is reached only if a handler could not report. */
export const FRAMEWORK_WAIT_MINUTES = 57;

/**
 * Polling interval in seconds for resources off the critical path. It is long, because Describe calls and state transitions cost.
 */
export const QUERY_INTERVAL_SECONDS = 30;
