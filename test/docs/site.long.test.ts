import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, extname, join, resolve } from 'node:path';
import type { Browser } from 'playwright-core';
import { exportsOf, summaryOf } from '../../build/api-summary.cjs';
import {
  describeWithBrowser,
  openWindow,
  startBrowser,
} from '../../packages/tools/test/browser/support/browser';

const ROOT = resolve(__dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'site-'));
beforeAll(() => {
  execFileSync(process.execPath, ['dev/site.mjs', '--out', folder], { cwd: ROOT, stdio: 'pipe' });
});
afterAll(() => rmSync(folder, { recursive: true }));

const read = (file: string): string => readFileSync(join(folder, file), 'utf8');
const found = (text: string, pattern: RegExp): string[] =>
  Array.from(text.matchAll(pattern), ([, one]) => decodeURI(one));

describe('the documentation site', () => {
  const pages = (): string[] =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
      (name) => name.endsWith('.html') && name !== '404.html',
    );

  it('has a page for each document', () => {
    const documents = readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.md'))
      .map((name) => name.replace(/README\.md$/, 'index.md').replace(/\.md$/, '.html'));
    expect(pages().sort()).toEqual(documents.sort());
  });

  it('has no link to a page, a file or a heading that is not there', () => {
    const dead = pages().flatMap((page) =>
      found(read(page), /<(?:a|img|link|script)\b[^>]*? (?:href|src)="(?!https?:|data:)([^"]+)"/g).filter(
        (link) => {
          const [path, hash] = link.split('#');
          const target =
            path === '' ? page : path.startsWith('/') ? path.slice(1) : join(dirname(page), path);
          const file = target === '' || target.endsWith('/') ? `${target}index.html` : target;
          const isThere = [file, `${file}.html`].find(
            (name) => extname(name) && existsSync(join(folder, name)),
          );
          return !isThere || (hash !== undefined && !read(isThere).includes(` id="${hash}"`));
        },
      ),
    );
    expect(dead).toEqual([]);
  });

  it.each([
    ['', 'docs/README.md'],
    ['ko/', 'docs/ko/README.md'],
  ])(
    'below %j has the sections of %s, and opens with a picture, three commands and four doors',
    (folder, list) => {
      const sections = found(readFileSync(join(ROOT, list), 'utf8'), /^## (.*)$/gm);
      expect(found(read(`${folder}guide.html`), /<h2[^>]*class="text"[^>]*>([^<]+)<\/h2>/g)).toEqual(
        sections,
      );
      const text = read(`${folder}index.html`);
      expect(found(text, /<img[^>]*src="(\/pictures\/[^"]*)"/g)).toEqual(['/pictures/page.png']);
      expect(found(text, /<dt><code>(.*?)<\/code>/g)).toEqual([
        ...['npm ci', 'npm start', 'npm run init -- orders.csv'],
      ]);
      expect(found(text, /<h2 class="title"[^>]*>([^<]+)<\/h2>/g)).toEqual(sections.slice(0, 4));
    },
  );

  it('has for programs a list of the pages, and behind it their text', () => {
    const list = read('llms.txt');
    expect(list).toMatch(/^# .+\n\n> .+\n\n## /);
    const pages = found(readFileSync(join(ROOT, 'docs/README.md'), 'utf8'), /\]\(([^)#]+\.md)\)/g);
    expect(found(list, /^- \[[^\]]+\]\(([^)]+)\): \S.*$/gm)).toEqual(pages);
    const full = read('llms-full.txt');
    for (const page of pages) expect(full).toContain(read(page));
    // What git has a summary of, the site has in full.
    expect(read('permissions.md')).toContain('| policy | statement |');
    expect(read('reliability.md')).toContain('| create: access-denied |');
    expect(read('claims.md')).toContain('| it says | held by |');
  });

  it('names no page by its file', () => {
    const named = pages().flatMap((page) => found(read(page), /<a [^>]*>([\w/.-]+\.md)<\/a>/g));
    expect(named).toEqual([]);
  });
});

describe('the pages about the exports', () => {
  const pages = ['api/constructs.md', 'api/embedded-aws.md'];

  it('have a summary in docs, and members with which releases are compared: else `npm run api` writes them', () => {
    const texts = pages.map(read);
    for (const [at, page] of pages.entries())
      expect(readFileSync(join(ROOT, 'docs', page), 'utf8')).toBe(summaryOf(texts[at]));
    expect(exportsOf(texts)).toBe(readFileSync(join(ROOT, 'test/upgrade/exports.json'), 'utf8'));
  });

  it('name no place on a machine', () => {
    for (const page of pages) expect(read(page)).not.toMatch(/Defined in|\/(home|tmp|work)\//);
  });

  it('have a default, or the words for it, for every property that may be left out', () => {
    const rows = pages
      .flatMap((page) => read(page).split(/^## /m))
      .filter((section) => /^\w+(Props|Options)\n/.test(section))
      .flatMap((section) => section.split('\n').filter((row) => /^\| .*`\w+\?`/.test(row)));
    expect(rows.length).toBeGreaterThan(30);
    // A bar inside a cell is escaped.
    const withoutDefault = rows.filter((row) => row.split(/(?<!\\) \| /)[2].trim() === '');
    expect(withoutDefault).toEqual([]);
  });
});

describeWithBrowser('the documentation site in a browser', () => {
  let browser: Browser;
  let server: Server;
  let address: string;
  beforeAll(async () => {
    browser = await startBrowser();
    server = createServer(({ url = '/' }, response) => {
      const path = decodeURI(url.split('?')[0]);
      const file = join(folder, path.endsWith('/') ? `${path}index.html` : path);
      if (!existsSync(file)) return void response.writeHead(404).end();
      response.setHeader('content-type', TYPES[extname(file)] ?? 'application/octet-stream');
      response.end(readFileSync(file));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    await browser.close();
    server.close();
  });

  const TYPES: Readonly<Record<string, string>> = {
    '.html': 'text/html; charset=utf-8',
    '.js': 'text/javascript',
    '.css': 'text/css',
    '.svg': 'image/svg+xml',
    '.png': 'image/png',
  };

  it.each([
    ['English', '/', 'Search', 'provisioned rate', 'A provisioned rate'],
    ['English', '/', 'Search', 'GDPR', 'Forgetting a person'],
    ['English', '/', 'Search', 'cold start', 'New shoppers and new items'],
    ['Korean', '/ko/', '검색', '종료 코드', '문제 해결'],
  ])(
    'leads in %s from %s, by %s and "%s", to "%s"; asks no other host and complains of nothing',
    async (_, path, button, word, title) => {
      const { page, complaints } = await openWindow(browser);
      const others: string[] = [];
      page.on('request', (request) => {
        if (!request.url().startsWith(address)) others.push(request.url());
      });
      await page.goto(`${address}${path}`);
      await page.getByRole('button', { name: button }).first().click();
      await page.getByRole('searchbox').fill(word);
      await page.getByRole('option').filter({ hasText: title }).first().click();
      await page.getByRole('heading', { level: 1, name: title }).waitFor();
      expect(others).toEqual([]);
      expect(complaints).toEqual([]);
    },
  );

  it('leads from any page to the start page of the other language', async () => {
    const { page } = await openWindow(browser);
    await page.goto(`${address}/claims.html`);
    await page.getByRole('button', { name: 'Change language' }).hover();
    await page.getByRole('link', { name: '한국어' }).first().click();
    await page.getByRole('heading', { level: 1, name: '한국어 문서' }).waitFor();
    expect(await page.evaluate<string>('document.documentElement.lang')).toBe('ko');
  });
});
