/** What asks a command to end in good order: Ctrl-C, a service manager, a terminal that is closed. */
export const STOP_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
