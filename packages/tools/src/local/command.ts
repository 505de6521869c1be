import { serveCommand } from 'embedded-aws/command/serve-command';
import { runPreparation } from '../glue-script/run-preparation';

export const command = serveCommand('local', (run) => runPreparation(run, console.log));
