// What git keeps of the pages that `npm run api` makes of the doc comments.
const { createHash } = require('node:crypto');

const digestOf = (value) => createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 12);

/** The sections of a page, with the name of the export that each is about. */
const sectionsOf = (text) =>
  text
    .replaceAll('\\_', '_')
    .split(/^## /m)
    .slice(1)
    .map((section) => ({ owner: /^\w+/.exec(section)[0], section }));

/** Exports and their members, such as `export Recommender.name`, with their types or digests of their code. */
function membersIn(text) {
  return sectionsOf(text).flatMap(({ owner, section }) => {
    const properties = Array.from(
      section.matchAll(/^\| `(\w+)(\??)` \| ((?:\\\||[^|])*) \|/gm),
      ([, name, optional, type]) => [
        `export ${owner}.${name}`,
        optional + type.replace(/\[([^\]]+)\]\([^)]*\)/g, '$1').replace(/[`\\]/g, ''),
      ],
    );
    const methods = Array.from(
      section.matchAll(/^#### (\w+)(?:\(\))?\n\n```ts\n([^]*?)```/gm),
      ([, name, code]) => [`export ${owner}.${name}`, digestOf(code)],
    );
    const code = /^(?:### Constructor|\w+(?:\(\))?)\n\n```ts\n([^]*?)```/m.exec(section)?.[1] ?? '';
    return [[`export ${owner}`, code && digestOf(code)], ...properties, ...methods];
  });
}

/** test/upgrade/exports.json: the members of some pages. */
const exportsOf = (pages) =>
  `${JSON.stringify(Object.fromEntries(pages.flatMap(membersIn).sort(([a], [b]) => (a < b ? -1 : 1))), null, 2)}\n`;

/** A page without members: what a program makes or calls, with the first sentence about it, and the names of the rest. */
function summaryOf(text) {
  const [introduction] = text.split(/^## /m);
  const sections = sectionsOf(text).map(({ owner, section }) => {
    const prose = section
      .split(/^###|^```|^\|/m)[0]
      .split('\n')
      .slice(1)
      .join(' ');
    const code = section.replace(/^.*\n+```ts\n[^]*?```/, '');
    const [words] = (
      prose.trim() ||
      code
        .split(/^###|^\|/m)[0]
        .replaceAll('\n', ' ')
        .trim()
    ).split(/(?<=\.) /);
    return { owner, words, isMade: /^### Constructor$|^static |^\w+\(\)\n/m.test(section) };
  });
  const rows = sections
    .filter(({ isMade }) => isMade)
    .map(({ owner, words }) => `| \`${owner}\` | ${words} |`);
  const others = sections.filter(({ isMade }) => !isMade).map(({ owner }) => `\`${owner}\``);
  return [
    introduction.trim(),
    'The page of the same name on the site (`npm run site`) has all members with their types and defaults.',
    `| export | is |\n| --- | --- |\n${rows.join('\n')}`,
    `Also exported, most of them types: ${others.join(', ')}.\n`,
  ].join('\n\n');
}

module.exports = { exportsOf, summaryOf };
