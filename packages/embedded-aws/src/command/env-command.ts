import { Command, Option } from 'commander';
import {
  defaultShell,
  exportLines,
  LOCAL_PORT,
  LOCAL_REGION,
  localEndpoint,
  type Shell,
  SHELLS,
} from '../environment';
import { integerBetween } from './option-values';
import { helpColumns, wrapText } from './terminal-lines';

interface Options {
  readonly shell: Shell;
  readonly port?: number;
}

/** The `env` command: prints the variables that point AWS tools at the embedded AWS. */
export const envCommand = (binary: string): Command =>
  new Command('env')
    .addOption(new Option('--shell <name>', 'whose syntax to print').choices(SHELLS).default(defaultShell()))
    .option(
      '--port <n>',
      `port of the embedded AWS (default: that of AWS_ENDPOINT_URL on this machine, or ${LOCAL_PORT})`,
      integerBetween(1, 65_535),
    )
    .addHelpText('after', () => wrapText(howToRun(binary), helpColumns(), { hang: 14 }))
    .action(({ shell, port }: Options) => {
      const endpoint = port === undefined ? localEndpoint(process.env) : `http://127.0.0.1:${port}`;
      console.log(exportLines({ endpoint, region: LOCAL_REGION }, shell, process.env).join('\n'));
    });

const howToRun = (binary: string): string => `
To run what it prints:
  sh          eval "$(npx ${binary} env)"
  PowerShell  npx ${binary} env | Invoke-Expression
  cmd         for /f "delims=" %i in ('npx ${binary} env --shell cmd') do @%i`;
