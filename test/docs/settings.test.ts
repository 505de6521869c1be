import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { descriptionOf } from '@ecommerce-recommenders/shop-data/contracts/settings/description';
import {
  PARTS,
  SETTING_NAMES,
  partOf,
  SETTINGS,
  type Part,
  type Settings,
} from '@ecommerce-recommenders/shop-data/contracts/settings/settings';
import cdkJson from '../../cdk.json';

const ROOT = join(__dirname, '../..');
const SCHEMA = join(ROOT, 'docs/cdk.schema.json');

/** The JSON schema of cdk.json. */
const settingsSchema = () => ({
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'cdk.json of ecommerce-recommenders',
  $comment: 'Made by `UPDATE_DOCS=1 npx jest test/docs/settings`.',
  type: 'object',
  properties: {
    context: {
      type: 'object',
      properties: {
        ecommerceRecommenders: {
          description: 'Settings of the shop. Each can be overridden with -c NAME=VALUE.',
          type: 'object',
          additionalProperties: false,
          properties: Object.fromEntries(
            SETTING_NAMES.map((name) => [
              name,
              {
                description: descriptionOf(name),
                default: SETTINGS[name].default,
                ...SETTINGS[name].shape.schema,
              },
            ]),
          ),
        },
      },
    },
  },
});

/** Writes a document with `UPDATE_DOCS=1`, and holds it to the table of settings without. */
function expectDocument(file: string, text: string): void {
  if (process.env.UPDATE_DOCS) writeFileSync(file, text);
  expect(readFileSync(file, 'utf8')).toBe(text);
}

describe('docs/cdk.schema.json', () => {
  it('is the JSON schema of the settings', () => {
    expectDocument(SCHEMA, `${JSON.stringify(settingsSchema(), null, 2)}\n`);
  });
});

const PAGES = [
  { file: 'docs/settings.md', language: 'en', head: '| setting | default | is |', none: 'none' },
  { file: 'docs/ko/settings.md', language: 'ko', head: '| 설정 | 기본값 | 뜻 |', none: '없음' },
] as const;
type Page = (typeof PAGES)[number];

/** The default as a table shows it. */
function defaultCell(name: keyof Settings, { language, none }: Page): string {
  const setting = SETTINGS[name];
  if ('defaultInWords' in setting) return setting.defaultInWords[language];
  const value: unknown = setting.default;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text === '' || text === '[]' ? none : `\`${text}\``;
}

/** Links to pages without a Korean twin lead to the English page. */
const linksOf = (text: string, { language }: Page): string =>
  language === 'en'
    ? text
    : text.replaceAll(/\]\((?!http)([^)#]+\.md)/g, (link, page: string) =>
        existsSync(join(ROOT, 'docs/ko', page)) ? link : `](../${page}`,
      );

/** The table of the settings that a part takes. */
const tableOf = (part: Part, page: Page): string =>
  [
    page.head,
    '| --- | --- | --- |',
    ...SETTING_NAMES.filter((name) => partOf(name) === part).map((name) =>
      linksOf(`| \`${name}\` | ${defaultCell(name, page)} | ${SETTINGS[name][page.language]} |`, page),
    ),
  ].join('\n');

/** A page with each table below the heading of its part. */
function withTables(text: string, page: Page): string {
  const sections = text.split(/^(?=## )/m).map((section) => {
    const heading = /^## (.*)/.exec(section)?.[1];
    const part = (Object.keys(PARTS) as Part[]).find((one) => PARTS[one][page.language] === heading);
    // All but the former table.
    const rest = section.split('\n\n').filter((block) => !block.startsWith(page.head));
    return part === undefined ? section : [rest[0], tableOf(part, page), ...rest.slice(1)].join('\n\n');
  });
  return sections.join('').replace(/\n*$/, '\n');
}

describe.each(PAGES)('$file', (page) => {
  it('has a section for each part of the shop, in the order of the table in the code', () => {
    const headings = Object.values(PARTS).map((part) => part[page.language]);
    const sections = readFileSync(join(ROOT, page.file), 'utf8').matchAll(/^## (.*)$/gm);
    expect([...sections].map(([, heading]) => heading).slice(0, headings.length)).toEqual(headings);
  });

  it('has a table of the settings of each part', () => {
    const file = join(ROOT, page.file);
    expectDocument(file, withTables(readFileSync(file, 'utf8'), page));
  });
});

describe('every setting', () => {
  it('is described in sentences, and in Korean with the same code and links', () => {
    const marks = (text: string): string[] =>
      [...text.matchAll(/`[^`]+`|\]\([^)#]*/g)].map(([mark]) => mark).sort();
    for (const name of SETTING_NAMES) {
      const { en, ko } = SETTINGS[name];
      expect([name, en]).toEqual([name, expect.stringMatching(/^\[?[A-Z].{10,}\.$/)]);
      expect([name, marks(ko)]).toEqual([name, marks(en)]);
    }
  });
});

describe('the settings in cdk.json', () => {
  it('are a few that a newcomer touches, with their defaults', () => {
    const written = Object.entries(cdkJson.context.ecommerceRecommenders) as [keyof Settings, unknown][];
    expect(written).toHaveLength(6);
    expect(join(ROOT, cdkJson.$schema)).toBe(SCHEMA);
    expect(written).toEqual(written.map(([name]) => [name, SETTINGS[name].default]));
  });
});
