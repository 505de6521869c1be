import { envCommand } from '../../local/command/env-command';

export const command = envCommand('recommenders');
