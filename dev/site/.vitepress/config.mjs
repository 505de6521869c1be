// The documentation site, in English and Korean, of the pages that dev/site.mjs puts together. README.md and its
// translation are the start pages, with an introduction above them. Their sections form the sidebar, and the first
// four are linked at the top of the start page. Programs get the pages in Markdown: llms.txt lists them, and
// llms-full.txt has the English ones (https://llmstxt.org).
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitepress';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const DOCS = join(ROOT, 'dev/site/pages');

/** Texts of the theme, by language. */
const TEXTS = {
  en: {
    ...{ outline: 'On this page', search: 'Search', none: 'No results for' },
    tagline:
      'Amazon Personalize as one CDK stack: from items, users and interactions to trained recommenders with one command, first on your own machine and without an account.',
    picture: 'The page of npm start: a shop with its shelves of recommendations',
    commands: [
      ['npm ci', 'in a clone of the repository, with Node.js alone'],
      ['npm start', 'deploys and recommends; Ctrl-C removes it all'],
      ['npm run init -- orders.csv', 'the same with your own files'],
    ],
  },
  ko: {
    ...{ outline: '이 페이지에서', search: '검색', none: '검색 결과가 없습니다:' },
    tagline:
      'Amazon Personalize를 CDK 스택 하나로. 상품, 사용자, 상호 작용 데이터에서 학습된 추천자까지 명령 하나로 만듭니다. 먼저 계정 없이 여러분의 컴퓨터에서 실행해 보세요.',
    picture: 'npm start의 페이지: 추천 목록이 있는 쇼핑몰',
    commands: [
      ['npm ci', '저장소를 복제한 폴더에서. Node.js만 있으면 됩니다'],
      ['npm start', '배포하고 추천합니다. Ctrl-C로 모두 삭제됩니다'],
      ['npm run init -- orders.csv', '자체 파일로 같은 일을 합니다'],
    ],
  },
};
const NAME = 'Personalize for a shop';
const PICTURE = 'pictures/page.png';

/** Makes anchors like GitHub's, which the links in the documents use. */
const slugify = (heading) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}_ -]/gu, '')
    .trim()
    .replaceAll(' ', '-');

const titleOf = (file) => /^# (.*)$/m.exec(readFileSync(file, 'utf8'))[1].replaceAll('`', '');

/** A page of docs/ as a path of the site. */
const pathOf = (file) =>
  `/${relative(DOCS, file)
    .replace(/README\.md$/, '')
    .replace(/\.md$/, '')}`;

/** The sections of a page that lists all documents, each with the pages that it names. */
function sidebarOf(index) {
  const [, ...sections] = readFileSync(index, 'utf8').split(/^## /m);
  return sections.map((section, at) => ({
    text: section.slice(0, section.indexOf('\n')),
    collapsed: at > 0,
    items: Array.from(section.matchAll(/\]\(([^)#]+\.md)\)/g), ([, link]) => {
      const file = resolve(dirname(index), link);
      return { text: titleOf(file), link: pathOf(file) };
    }),
  }));
}

/** Adds the introduction above a start page's list of documents. */
function withHome(page) {
  const lang = { 'README.md': 'en', 'ko/README.md': 'ko' }[page.filePath];
  if (lang === undefined) return;
  const { tagline, picture } = TEXTS[lang];
  page.title = NAME;
  page.frontmatter = {
    layout: 'home',
    titleTemplate: false,
    hero: { name: NAME, tagline, image: { src: `/${PICTURE}`, alt: picture } },
    features: sidebarOf(join(DOCS, page.filePath))
      .slice(0, 4)
      .map(({ text, items: [first, ...others] }) => ({
        title: text,
        details: [first, ...others.slice(0, 2)].map((page) => page.text).join(' · '),
        link: first.link,
      })),
  };
}

/**
 * Adapts links to the site. Start pages are called README.md, as GitHub expects in a folder. Link texts that are file
 * names become titles. Links to files outside docs/, which only a checkout has, become plain text.
 */
function withLinksOfSite(md) {
  md.core.ruler.push('links-of-site', ({ tokens, env }) => {
    for (const { children } of tokens)
      for (const [at, token] of (children ?? []).entries()) {
        const href = token.type === 'link_open' ? token.attrGet('href') : null;
        if (href === null || /^(\w+:|#)/.test(href)) continue;
        const [path, hash] = href.split('#');
        const target = resolve(dirname(join(DOCS, sourceOf(env.relativePath))), decodeURI(path));
        if (relative(DOCS, target).startsWith('..')) {
          token.hidden = true;
          const end = children.findIndex(({ type }, later) => later > at && type === 'link_close');
          token.type = children[end].type = 'text';
          token.content = children[end].content = '';
        } else {
          const name = children[at + 1];
          if (/^[\w/.-]+\.md$/.test(name.content)) name.content = titleOf(target);
          const site = path.replace(/README\.md$/, 'index.md');
          token.attrSet('href', hash === undefined ? site : `${site}#${hash}`);
        }
      }
  });
}

/** Makes braces text instead of Vue expressions. */
function withBraces(md) {
  const { text } = md.renderer.rules;
  md.renderer.rules.text = (...given) => text(...given).replaceAll('{{', '&#123;&#123;');
}

/** The first sentence below the title of a page. */
const firstSentenceOf = (text) =>
  text
    .split('\n\n')
    .slice(1)
    .find((paragraph) => /^(?!```)[A-Z`[*]/.test(paragraph))
    .replaceAll('\n', ' ')
    .split(/(?<=[.?!]) /)[0];

/** Writes the pages in Markdown, a list of them with a line each, and all of the list as one text. */
function writeForPrograms(outDir) {
  for (const name of readdirSync(DOCS, { recursive: true }))
    if (name.endsWith('.md')) cpSync(join(DOCS, name), join(outDir, name));
  const [, ...sections] = readFileSync(join(DOCS, 'README.md'), 'utf8').split(/^## /m);
  const texts = [];
  const lists = sections.map((section) => {
    const lines = Array.from(section.matchAll(/^- (.*\.md\))(?:: (.*))?.*$/gm), ([, links, note]) =>
      Array.from(links.matchAll(/\[[^\]]+\]\(([^)#]+\.md)\)/g), ([link, page]) => {
        const text = readFileSync(join(DOCS, page), 'utf8');
        texts.push(text);
        return `- ${link}: ${note ?? firstSentenceOf(text)}`;
      }),
    );
    return `## ${section.slice(0, section.indexOf('\n'))}\n\n${lines.flat().join('\n')}`;
  });
  writeFileSync(
    join(outDir, 'llms.txt'),
    `${[`# ${NAME}`, `> ${TEXTS.en.tagline}`, ...lists].join('\n\n')}\n`,
  );
  writeFileSync(join(outDir, 'llms-full.txt'), texts.join('\n'));
}

const sourceOf = (page) => (existsSync(join(DOCS, page)) ? page : page.replace(/index\.md$/, 'README.md'));

const themeOf = ({ outline, commands }, index) => ({
  commands,
  sidebar: sidebarOf(index),
  outline: { label: outline, level: [2, 3] },
  docFooter: { prev: false, next: false },
});

const searchTexts = ({ search, none }) => ({
  translations: { button: { buttonText: search, buttonAriaLabel: search }, modal: { noResultsText: none } },
});

export default defineConfig({
  title: NAME,
  head: [['link', { rel: 'icon', href: 'data:,' }]],
  srcDir: DOCS,
  outDir: join(ROOT, 'out/site'),
  cacheDir: join(ROOT, 'dev/node_modules/.cache/vitepress'),
  rewrites: { 'README.md': 'index.md', ':folder/README.md': ':folder/index.md' },
  locales: {
    root: { label: 'English', lang: 'en', themeConfig: themeOf(TEXTS.en, join(DOCS, 'README.md')) },
    ko: { label: '한국어', lang: 'ko', themeConfig: themeOf(TEXTS.ko, join(DOCS, 'ko/README.md')) },
  },
  themeConfig: {
    // Disabled, because not every page has a translation.
    i18nRouting: false,
    search: {
      provider: 'local',
      options: { ...searchTexts(TEXTS.en), locales: { ko: searchTexts(TEXTS.ko) } },
    },
  },
  markdown: {
    anchor: { slugify },
    toc: { slugify },
    config: (md) => md.use(withLinksOfSite).use(withBraces),
  },
  transformPageData: withHome,
  /** Copies files next to the pages to which these link, and writes the pages for programs. */
  buildEnd: ({ outDir }) => {
    writeForPrograms(outDir);
    mkdirSync(dirname(join(outDir, PICTURE)), { recursive: true });
    copyFileSync(join(DOCS, PICTURE), join(outDir, PICTURE));
    for (const name of readdirSync(DOCS))
      if (name.endsWith('.json')) copyFileSync(join(DOCS, name), join(outDir, name));
  },
});
