import type { Command } from 'commander';
import { didYouMean } from '@ecommerce-recommenders/personalize/nearest-name';
import { IS_CHECKOUT } from '@ecommerce-recommenders/shop-data/contracts/project-folder';
import { version } from '../../../package.json';
import { accountInWords, explainWithHint, hasEndpoint } from './which-aws';
import { defaultInWords } from './default-in-words';
import { asTyped } from './terminal';
import { COMMANDS, type CommandEntry, type CommandName } from './commands';
import { runCommand } from 'embedded-aws/command/run-command';
import { helpColumns, printError, wrapCommand, wrapText } from 'embedded-aws/command/terminal-lines';

const NAMES = Object.keys(COMMANDS) as CommandName[];

/** An installed package does not contain the commands for developers. */
const isCommand = (name: string): name is CommandName =>
  Object.hasOwn(COMMANDS, name) && (IS_CHECKOUT || !('forDevelopers' in COMMANDS[name as CommandName]));

/**
 * Runs one command line of the binary: prints help, or loads the named command and runs it. The exit code is 0 on
 * success, 1 on failure and 2 on wrong usage.
 */
export async function recommenders(args: readonly string[]): Promise<void> {
  const [name = '--help', ...rest] = args[0] === 'help' ? helpArgs(args) : args;
  if (['--help', '-h'].includes(name)) return console.log(generalHelp());
  if (['--version', '-V'].includes(name)) return console.log(version);
  if (!isCommand(name)) return refuse(unknownCommand(name));
  const entry: CommandEntry = COMMANDS[name];
  const command = entry.load().name(`recommenders ${name}`).description(entry.summary);
  command.addHelpText('after', () => `\nExamples:\n${exampleLines(name).join('\n')}`);
  const isVerbose = command.options.some(({ long }) => long === '--verbose');
  if (!entry.isCdk && !isVerbose) command.option('--verbose', 'print the stack trace of an error');
  for (const option of command.options)
    option.defaultValueDescription ??= defaultInWords(option.defaultValue);
  const takesSettings = entry.isCdk || command.options.some(({ long }) => long === '--context');
  if (!takesSettings && rest.some((arg) => /^(-c|--context)(=|$)/.test(arg)))
    return refuse(
      `error: ${name} depends on no setting, so it takes no -c. "recommenders --help" lists the commands.`,
    );
  const taken = optionsTakenByNpm(name, command, process.env);
  if (taken.length > 0)
    return refuse(
      `error: npm has taken ${taken.join(' and ')} for itself. Write "--" before the options: ` +
        `npm ${name === 'start' ? name : `run ${name}`} -- ${taken[0]} …`,
    );
  command.hook('preAction', async () => {
    const where = entry.asksAws && !hasEndpoint() ? await accountInWords() : undefined;
    if (where !== undefined) printError(where);
  });
  await runCommand(command, rest, async (error) => asTyped(await explainWithHint(error), rest));
}

/** `help COMMAND` is `COMMAND --help`. */
const helpArgs = ([, name]: readonly string[]): string[] => (name === undefined ? [] : [name, '--help']);

function refuse(message: string): void {
  printError(message);
  process.exitCode = 2;
}

const unknownCommand = (name: string): string =>
  name.startsWith('-')
    ? `error: the command comes before its options; "${name}" is none. "recommenders --help" lists the commands.`
    : `error: there is no command "${name}".${didYouMean(name, NAMES)} "recommenders --help" lists the commands.`;

function generalHelp(): string {
  const listed = NAMES.filter((name) => !('forDevelopers' in COMMANDS[name]));
  const columns = helpColumns();
  const width = Math.max(...listed.map((name) => name.length));
  return [
    'Usage: recommenders COMMAND [OPTIONS]',
    '',
    wrapText('Amazon Personalize for a shop, as one CDK stack, on AWS or on an embedded AWS.', columns),
    '',
    'Commands:',
    ...listed.map((name) =>
      wrapText(`  ${name.padEnd(width)}  ${COMMANDS[name].summary}`, columns, { hang: width + 4 }),
    ),
    '',
    'Examples:',
    ...(['start', 'explore', 'recommend', 'cost'] as const).flatMap((name) => exampleLines(name).slice(-1)),
    '',
    ...[
      '"recommenders COMMAND --help" lists the options of a command. In a checkout or an app, write npx before it.',
      'Exit codes: 0 done, 1 failed, 2 wrong usage. NO_COLOR=1 turns colours off.',
    ].map((line) => wrapText(line, columns)),
  ].join('\n');
}

const exampleLines = (name: CommandName): string[] =>
  COMMANDS[name].examples.map((example) =>
    wrapCommand(`  npx recommenders ${name} ${example}`.trimEnd(), helpColumns()),
  );

/** Options that npm has, too. Their values may come from an .npmrc. */
const NPM_OWN = ['yes', 'key'];

/** The options that npm consumed because `--` was missing after `npm run NAME`. npm passes each on as an environment variable. */
function optionsTakenByNpm(name: string, command: Command, environment: NodeJS.ProcessEnv): string[] {
  if (environment.npm_lifecycle_event !== name) return [];
  return command.options
    .map(({ long }) => long?.slice(2) ?? '')
    .filter((long) => !NPM_OWN.includes(long) && environment[`npm_config_${long.replace(/-/g, '_')}`])
    .map((long) => `--${long}`);
}
