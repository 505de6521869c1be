import { PARITY_VARIABLES } from '@ecommerce-recommenders/tools/parity/parity-variables';

/** The prefix of every name in a parity test, by which clean-up finds it. */
export const PREFIX = process.env[PARITY_VARIABLES.prefix] ?? 'parity-00000000';
