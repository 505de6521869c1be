import { Command, Option } from 'commander';
import {
  defaultShell,
  exportLines,
  LOCAL_PORT,
  LOCAL_REGION,
  type Shell,
  SHELLS,
} from '../local-environment';
import { integerBetween } from '../options';

interface Options {
  readonly shell: Shell;
  readonly port: number;
}

export const command = new Command('env')
  .addOption(new Option('--shell <name>', 'whose syntax to print').choices(SHELLS).default(defaultShell()))
  .option('--port <n>', 'port of the embedded AWS', integerBetween(1, 65_535), LOCAL_PORT)
  .addHelpText(
    'after',
    `
To run what it prints:
  sh          eval "$(npx recommenders env)"
  PowerShell  npx recommenders env | Invoke-Expression
  cmd         for /f "delims=" %i in ('npx recommenders env --shell cmd') do %i`,
  )
  .action(({ shell, port }: Options) => {
    const endpoint = `http://127.0.0.1:${port}`;
    console.log(exportLines({ endpoint, region: LOCAL_REGION }, shell).join('\n'));
  });
