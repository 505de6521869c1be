import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CommanderError } from 'commander';
import { COMMANDS, type CommandName } from '../../src/commands';
import { defaultInWords } from '../../src/default-in-words';
import { explainError } from '../../src/terminal';

const NAMES = Object.keys(COMMANDS) as CommandName[];
const OWN = NAMES.filter((name) => !('isCdk' in COMMANDS[name]));

/** Runs a command in this process: its exit code, and all that it says. */
async function run(name: CommandName, args: readonly string[]): Promise<{ code: number; says: string }> {
  let says = '';
  const add = (text: string): void => void (says += text);
  const command = COMMANDS[name].load().exitOverride().configureOutput({ writeErr: add, writeOut: add });
  try {
    await command.parseAsync(args, { from: 'user' });
    return { code: 0, says };
  } catch (error) {
    if (error instanceof CommanderError) return { code: error.exitCode === 0 ? 0 : 2, says };
    return { code: 1, says: explainError(error) };
  }
}

/** What no message shows: codes and words of the system, and places in the source. */
const RAW = /\b(E[A-Z]{3,}|errno|syscall|undefined|\[object)\b|\n +at /;

describe('a mistake', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'mistakes-'));
    writeFileSync(join(folder, 'bad.json'), '{"a": }');
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each<[CommandName, string, number, RegExp]>([
    ['start', '--archive FOLDER/no.tar', 1, /no\.tar cannot be read; name a \.tar/],
    ['start', '--archive FOLDER', 1, /is a folder; name a \.tar/],
    ['start', '--json FOLDER', 1, /it is a folder\. Name another with --json FILE/],
    ['start', '--use-cases most-vewed', 1, /most-vewed.*most-viewed/],
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
    ['explore', '--archive FOLDER/no.tar', 1, /no\.tar cannot be read; name a \.tar/],
    ['explore', '--archive FOLDER', 1, /is a folder; name a \.tar/],
    ['explore', '--out FOLDER', 1, /it is a folder\. Name another with --out FILE/],
    ['explore', '--data FOLDER/bad.json', 2, /bad\.json/],
    ['explore', '--holdout 2', 2, /0 to below 1/],
    ['prepare-data', '', 2, /required option '--out <folder>'/],
    ['prepare-data', '--archive FOLDER/no.tar --out FOLDER/out', 1, /no\.tar cannot be read; name a \.tar/],
    ['cost', '--archive FOLDER/no.tar', 1, /no\.tar cannot be read; name a \.tar/],
    ['cost', '--use-cases most-vewed', 2, /most-vewed.*most-viewed/],
    ['cost', '--prices FOLDER/no.json', 2, /no\.json: there is no such file/],
    ['cost', '--prices FOLDER', 2, /it is a folder/],
    ['cost', '--prices FOLDER/bad.json', 2, /bad\.json/],
    ['recommend', 'best-seller --user 1', 2, /Did you mean best-sellers\?/],
    ['recommend', 'best-sellers', 2, /Best sellers needs --user ID/],
    ['evaluate', '--json FOLDER', 1, /it is a folder\. Name another with --json FILE/],
    ['imports', '--num 0', 2, /Expected an integer from 1 to 1000/],
    ['init', '', 2, /missing required argument 'files'/],
    ['init', 'FOLDER/no.csv', 1, /no\.csv/],
    ['page', '--port 70000', 2, /Expected an integer/],
    ['parity', '--remove all', 2, /Expected the prefix that the run has printed/],
  ])('in %s %s ends with %i and says what to do', async (name, args, code, message) => {
    const words = args.split(' ').filter((word) => word !== '');
    const ended = await run(
      name,
      words.map((word) => word.replace('FOLDER', folder)),
    );
    expect(ended).toEqual({ code, says: expect.stringMatching(message) as string });
    expect(ended.says).not.toMatch(RAW);
  });
});

describe('the default of an option', () => {
  it.each(OWN)('of %s reads as words', (name) => {
    for (const { defaultValue, defaultValueDescription = defaultInWords(defaultValue) } of COMMANDS[
      name
    ].load().options) {
      const shown = defaultValueDescription ?? JSON.stringify(defaultValue) ?? '';
      expect(shown).not.toMatch(/^"?\/|^\{\}$|^null$/);
      expect(shown.length).toBeLessThan(100);
    }
  });
});
