import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { Command } from 'commander';
import { print, widthOf } from 'embedded-aws/command/terminal-lines';
import { ANSWERS, flagOf, type AnswerName, type Answers, type Question } from './infer/decisions';
import type { Inference } from './infer/infer-mapping';
import type { UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import { PROJECT_FOLDER } from '@ecommerce-recommenders/shop-data/contracts/project-folder';
import { askInTerminal } from './ask';
import { decide, UnansweredError } from './decide';
import { readSamples } from './shop-samples';
import { tryMapping, type Trial } from './try-mapping';
import { readSettingsOf, writeSettings } from './write-settings';
import { requireWritable } from '../shop-files/named-files';
import { visible } from '@ecommerce-recommenders/csv/visible';
import { reportLines } from '@ecommerce-recommenders/shop-data/data/mapping/mapping-report';
import { tableText } from '../terminal';

interface Options extends Answers {
  readonly yes?: true;
  readonly settings: string;
  readonly explore: boolean;
}

const PROJECT_SETTINGS = join(PROJECT_FOLDER, 'cdk.json');

export const command = new Command('init')
  .argument(
    '<files...>',
    'files, an archive or a folder: CSV, TSV or JSON Lines, each also .gz, in .zip or .tar.gz',
  )
  .option('--yes', 'take the best guess wherever the files are ambiguous')
  .option('--settings <file>', 'file that the mapping is written into', PROJECT_SETTINGS)
  .option('--no-explore', 'write the mapping without running explore afterwards')
  .action(run);
for (const [name, description] of Object.entries(ANSWERS))
  command.option(`${flagOf(name as AnswerName)} <answer>`, description);

async function run(paths: readonly string[], options: Options): Promise<void> {
  const { yes = false, settings: file, explore } = options;
  const isTerminal = process.stdin.isTTY && process.stdout.isTTY;
  await requireWritable(file, '--settings FILE');
  const before = await readSettingsOf(file);
  const { archive, samples, heads } = await readSamples(paths);
  const inference = await decide(samples, options, isTerminal ? askInTerminal : undefined, yes).catch(
    (error: unknown) => {
      if (error instanceof UnansweredError) return command.error(error.message, { exitCode: 2 });
      throw error;
    },
  );
  const trials = await tryMapping(heads, samples, inference);
  const settings = settingsOf(inference, relativeTo(dirname(resolve(file)), archive), before.useCases);
  print(
    inferenceReport(
      inference,
      useCaseNames(settings.useCases),
      Object.values(trials),
      widthOf(process.stdout),
    ),
  );
  if (!yes && isTerminal && !(await isConfirmed(file))) return;
  await writeSettings(file, settings);
  print(`\n${Object.keys(settings).join(', ')} are written in ${relativeTo(process.cwd(), file)}`);
  if (explore) await exploreShop(file, archive, inference);
  else if (isOfThisProject(file)) print('Next, to look at the whole data: npm run explore');
}

const isConfirmed = async (file: string): Promise<boolean> =>
  (await askInTerminal({
    text: `Write this into ${relativeTo(process.cwd(), file)}?`,
    options: [{ value: 'yes' }, { value: 'no' }],
  })) === 'yes';

/** Makes a path within the folder relative, so that the folder can be moved. */
function relativeTo(folder: string, path: string): string {
  const within = relative(folder, path);
  return within.startsWith('..') || isAbsolute(within) ? path : within;
}

interface WrittenSettings extends Readonly<Record<string, unknown>> {
  readonly useCases: UseCasesSetting;
}

/** Names of use cases, or an object from names to options. */
type UseCasesSetting = readonly UseCaseName[] | Readonly<Partial<Record<UseCaseName, unknown>>>;

const useCaseNames = (useCases: UseCasesSetting): string[] =>
  Array.isArray(useCases) ? [...(useCases as string[])] : Object.keys(useCases);

function settingsOf(
  { mapping, eventTypes, useCases }: Inference,
  archive: string,
  before: unknown,
): WrittenSettings {
  return {
    archive,
    data: mapping,
    ...(eventTypes && { eventTypes }),
    useCases: keptUseCases(useCases, before),
  };
}

/** The use cases for which the data has events, with their earlier options. */
function keptUseCases(possible: Inference['useCases'], before: unknown): UseCasesSetting {
  const options =
    typeof before === 'object' && before !== null && !Array.isArray(before) ? before : undefined;
  const names = options ? Object.keys(options) : Array.isArray(before) ? (before as string[]) : [];
  // Recommended for you is kept only if it was set before.
  const kept = possible.filter((name) => name !== 'recommended-for-you' || names.includes(name));
  return options
    ? Object.fromEntries(kept.map((name) => [name, (options as Record<string, unknown>)[name] ?? {}]))
    : kept;
}

const isOfThisProject = (file: string): boolean => resolve(file) === PROJECT_SETTINGS;

/** Runs `recommenders explore` on the same data, in a child process that reads the new settings. */
async function exploreShop(file: string, archive: string, { mapping, eventTypes }: Inference): Promise<void> {
  const args = ['explore'];
  if (!isOfThisProject(file)) {
    args.push('--no-next', '--archive', archive, '--data', JSON.stringify(mapping));
    if (eventTypes) args.push('-c', `eventTypes=${JSON.stringify(eventTypes)}`);
  }
  const program = resolve(__dirname, '../../../../bin/recommenders.cjs');
  const child = spawn(process.execPath, [program, ...args], { stdio: 'inherit' });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) process.exitCode = 1;
}

/**
 * Text about what was inferred from a shop's files, with the first rows of each table after conversion.
 *
 * @param written - the use cases that will be written
 */
function inferenceReport(
  { findings, useCases, guessed }: Inference,
  written: readonly string[],
  trials: readonly Trial[],
  width: number | undefined,
): string {
  return [
    ...findings
      .filter(({ length }) => length > 0)
      .map(([first, ...others]) =>
        [visible(first), ...others.map((line) => `  ${visible(line)}`)].join('\n'),
      ),
    ...trials.map(({ report, header, rows }) =>
      [`In the sample: ${reportLines(report).map(visible).join('\n')}`, rowTable(header, rows, width)].join(
        '\n',
      ),
    ),
    `Use cases, as they are written: ${written.join(', ')}${others(useCases, written)}`,
    ...(guessed.length > 0 ? [['Guessed:', ...guessed.map(guessLine)].join('\n')] : []),
  ].join('\n\n');
}

const others = (possible: readonly string[], written: readonly string[]): string => {
  const rest = possible.filter((name) => !written.includes(name));
  return rest.length === 0
    ? ''
    : `. The data has events for ${rest.join(', ')}, too: add it to useCases if it is wanted`;
};

const guessLine = ({ name, text, best }: Question): string =>
  `  ${visible(text)} ${visible(best!)} (${flagOf(name)} says otherwise)`;

const rowTable = (
  header: readonly string[],
  rows: readonly (readonly string[])[],
  width: number | undefined,
): string =>
  tableText(
    header.map((title) => ({ title: visible(title), isFlexible: true })),
    rows.map((row) => row.map((value) => visible(value.slice(0, 40)))),
    width,
    0,
  );
