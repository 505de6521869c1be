import { PARITY_VARIABLES } from '../../cli/parity/parity-variables';

/** Every name that a parity test gives begins with it, and so is found when all is removed. */
export const PREFIX = process.env[PARITY_VARIABLES.prefix] ?? 'parity-00000000';
