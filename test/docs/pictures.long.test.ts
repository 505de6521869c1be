import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import {
  describeWithBrowser,
  openWindow,
  startBrowser,
} from '../../packages/tools/test/browser/support/browser';
import { endSpawned, spawnCommand, type SpawnedCommand } from '../support/spawned-command';

const FOLDER = join(__dirname, '../../docs/pictures');

/** The lines of a picture or of the terminal, without tags, and without times, addresses and the order of what runs side by side. */
const steadyLines = (text: string): string[] =>
  text
    .replace(/<[^>]*>/g, '')
    .replace(/ +\d+\.\d s\b/g, '')
    .replace(/127\.0\.0\.1:\d+/g, '127.0.0.1')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .sort();

/** Lists in the picture of the terminal. */
const SHOWN_LISTS = 3;

const LINE_PX = 19;
const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** A picture of a terminal, whose lines are text. */
function terminalPicture(lines: readonly string[]): string {
  const width = Math.max(...lines.map((line) => line.length)) * 8.5 + 48;
  const height = lines.length * LINE_PX + 48;
  const rows = lines.map(
    (line, at) => `<text x="24" y="${36 + at * LINE_PX}" xml:space="preserve">${escaped(line)}</text>`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" role="img">`,
    '<style>text { font: 14px ui-monospace, Menlo, Consolas, monospace; fill: #e6e9ef; white-space: pre; }</style>',
    '<rect width="100%" height="100%" rx="10" fill="#14171f"/>',
    ...rows,
    '</svg>',
    '',
  ].join('\n');
}

const picture = (name: string, content: string | Buffer): string => {
  if (process.env.UPDATE_DOCS) {
    mkdirSync(FOLDER, { recursive: true });
    writeFileSync(join(FOLDER, name), content);
  }
  return readFileSync(join(FOLDER, name), 'utf8');
};

describeWithBrowser('the pictures of the README', () => {
  let start: SpawnedCommand;
  beforeAll(async () => {
    const program = 'bin/recommenders.cjs';
    // It depends on the machine whether a measurement ends before the training: so the sample is measured first.
    await promisify(execFile)(process.execPath, [program, 'explore', '--quiet']);
    start = spawnCommand(process.execPath, [program, 'start', '--port', '0']);
    await start.seen(/The page is at/);
  });
  afterAll(endSpawned);

  it('show what the terminal shows', () => {
    const printed = start.stdout().split('\n');
    const from = printed.findIndex((line) => line.startsWith('Starting'));
    const lastRows = printed.flatMap((line, at) => (/^3 {2}/.test(line) ? at : []));
    const lines = printed
      .slice(from, lastRows[SHOWN_LISTS - 1] + 1)
      .filter((line) => !/^(Outputs| {2}\w+ = )/.test(line));
    const now = terminalPicture(['$ npm start', ...lines]);
    expect(steadyLines(picture('terminal.svg', now))).toEqual(steadyLines(now));
  });

  it('show what the page shows', async () => {
    const browser = await startBrowser();
    const { page } = await openWindow(browser, { viewport: { width: 1280, height: 860 }, locale: 'en-US' });
    await page.goto(/http:\/\/127\.0\.0\.1:\d+\//.exec(start.stdout().split('The page is at')[1])![0]);
    await page.locator('aside.history li').first().waitFor();
    await page.locator('[aria-busy=true]').first().waitFor({ state: 'detached' });
    await page.waitForLoadState('networkidle');
    const text = await page.locator('body').innerText();
    if (process.env.UPDATE_DOCS) picture('page.png', await page.screenshot());
    await browser.close();
    expect(steadyLines(picture('page.txt', `${text}\n`))).toEqual(steadyLines(text));
  });
});
