import { envCommand } from 'embedded-aws/command/env-command';

export const command = envCommand('recommenders');
