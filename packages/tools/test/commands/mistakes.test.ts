import { rmSync } from 'node:fs';
import { COMMANDS, type CommandName } from '../../src/commands';
import { defaultInWords } from '../../src/default-in-words';
import { MISTAKES, mistakesFolder, runMistake } from './support/mistakes';

const OWN = (Object.keys(COMMANDS) as CommandName[]).filter((name) => !('isCdk' in COMMANDS[name]));

/** Matches what no message may show: codes and words of the system, and places in the source. */
const RAW = /\b(E[A-Z]{3,}|errno|syscall|undefined|\[object)\b|\n +at /;

/** All mistakes, some with file names that would begin a new line in the terminal. */
const ALL: typeof MISTAKES = [
  ...MISTAKES,
  ['start', '--archive FOLDER/a\nb.tar', 1, /a\\u\{a\}b\.tar cannot be read; name a \.tar/],
  ['start', '--data FOLDER/a\nb.json', 1, /a\\u\{a\}b\.json/],
  ['start', '--json FOLDER/a\nb/out', 1, /a\\u\{a\}b\/out cannot be written/],
  ['cost', '--prices FOLDER/a\nb.json', 2, /a\\u\{a\}b\.json/],
  ['init', 'FOLDER/a\nb.csv', 1, /a\\u\{a\}b\.csv/],
];

const folder = mistakesFolder();
afterAll(() => rmSync(folder, { recursive: true }));

it.each(ALL)('a mistake in %s %s ends with %i and says what to do', async (name, args, code, message) => {
  const ended = await runMistake(name, args, folder);
  expect(ended).toEqual({ code, says: expect.stringMatching(message) as string });
  expect(ended.says).not.toMatch(RAW);
});

it.each(OWN)('the default of an option of %s reads as words', (name) => {
  for (const { defaultValue, defaultValueDescription = defaultInWords(defaultValue) } of COMMANDS[name].load()
    .options) {
    const shown = defaultValueDescription ?? JSON.stringify(defaultValue) ?? '';
    expect(shown).not.toMatch(/^"?\/|^\{\}$|^null$/);
    expect(shown.length).toBeLessThan(100);
  }
});
