import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CommanderError } from 'commander';
import { COMMANDS, type CommandName } from '../../../src/commands';
import { explainError } from '../../../src/terminal';

/**
 * Mistakes of a user: command, arguments, exit code, and what the message must contain. FOLDER stands for {@link mistakesFolder}.
 */
export const MISTAKES: readonly (readonly [CommandName, string, number, RegExp])[] = [
  ['start', '--archive FOLDER/no.tar', 1, /no\.tar cannot be read; name a \.tar/],
  ['start', '--archive FOLDER', 1, /is a folder; name a \.tar/],
  ['start', '--json FOLDER', 1, /it is a folder\. Name another with --json FILE/],
  ['start', '-c useCases=most-vewed', 1, /most-vewed.*most-viewed/],
  ['start', '-c holdouts=0.2', 2, /Did you mean holdout\?/],
  ['start', '-c holdout', 2, /Expected NAME=VALUE/],
  ['start', '-c holdout=2', 1, /allowed is a number from 0 to below 1/],
  ['start', '-c stage=test', 2, /-c stage is not for start/],
  ['start', '-c source=s3://bucket/prefix/', 2, /-c source is not for start.*--archive/],
  ['start', '--data FOLDER/no.json', 1, /no\.json/],
  ['start', '--data FOLDER/bad.json', 1, /bad\.json/],
  ['start', '--port eighty', 2, /Expected an integer from 0 to 65535/],
  ['start', '--latency slow', 2, /Allowed choices are instant, fast, realistic/],
  ['doctor', '-c archives=x', 2, /Did you mean archive\?/],
  ['explore', '--out FOLDER', 1, /it is a folder\. Name another with --out FILE/],
  ['prepare-data', '', 2, /required option '--out <folder>'/],
  ['prepare-data', '--archive FOLDER/no.tar --out FOLDER/out', 1, /no\.tar cannot be read; name a \.tar/],
  ['cost', '--archive FOLDER/no.tar', 1, /no\.tar cannot be read; name a \.tar/],
  ['cost', '--prices FOLDER/no.json', 2, /no\.json: there is no such file/],
  ['cost', '--prices FOLDER', 2, /it is a folder/],
  ['cost', '--prices FOLDER/bad.json', 2, /bad\.json/],
  ['recommend', 'best-seller --user 1', 2, /Did you mean best-sellers\?/],
  ['recommend', 'best-sellers', 2, /Best sellers needs --user ID/],
  ['recommend', 'best-sellers 152', 2, /too many arguments[^]*\(Did you mean --user 152\?\)/],
  ['recommend', 'best-sellers a b', 2, /but got 3\.\n$/],
  ['forget', '152', 2, /'--user <id>' not specified\n\(Did you mean --user 152\?\)/],
  ['evaluate', '--json FOLDER', 1, /it is a folder\. Name another with --json FILE/],
  ['imports', '--num 0', 2, /Expected an integer from 1 to 1000/],
  ['init', '', 2, /missing required argument 'files'/],
  ['init', 'FOLDER/no.csv', 1, /no\.csv/],
  ['page', '--port 70000', 2, /Expected an integer/],
  ['parity', '--remove all', 2, /Expected the prefix that the run has printed/],
];

export function mistakesFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'mistakes-'));
  writeFileSync(join(folder, 'bad.json'), '{"a": }');
  return folder;
}

/** Runs a command in this process. Returns its exit code and all of its output. */
export async function runMistake(
  name: CommandName,
  args: string,
  folder: string,
): Promise<{ code: number; says: string }> {
  let says = '';
  const add = (text: string): void => void (says += text);
  const command = COMMANDS[name].load().exitOverride().configureOutput({ writeErr: add, writeOut: add });
  try {
    const words = args.split(' ').filter((word) => word !== '');
    const given = words.map((word) => word.replace('FOLDER', folder));
    await command.parseAsync(given, { from: 'user' });
    return { code: 0, says };
  } catch (error) {
    if (error instanceof CommanderError) return { code: error.exitCode === 0 ? 0 : 2, says };
    return { code: 1, says: explainError(error) };
  }
}
