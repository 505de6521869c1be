/** A sentence, or a row of a table, of a page in Markdown: as plain text, without links and marks of emphasis. */
export type Sentence = string;

/** The words by which a sentence promises something for all cases, names a price, or gives a bound. */
const PROMISES = new RegExp(
  [
    String.raw`\b(?:never|always|every|before anything|costs|at most)\b`,
    String.raw`\bcost (?:nothing|little|money|one|about|\$)`,
    String.raw`\bwithin (?:the (?:last )?)?(?:\d|(?:an?|one|two|three|ten)? ?(?:second|minute|hour|day)s?\b)`,
  ].join('|'),
  'i',
);

/** Where a sentence ends: the mark, and what the next one begins with. */
const END = /(?<=[.!?]\**\)?)\s+(?=[A-Z*`[(<])/;

/** Text without links, bold type and line ends. */
export const plain = (text: string): string =>
  text
    .replaceAll(/!?\[((?:[^\][]|\[[^\]]*\])*)\](?:\([^)]*\)|\[[^\]]*\])/g, '$1')
    .replaceAll('**', '')
    .replaceAll(/\s+/g, ' ')
    .trim();

const cells = (row: string): string =>
  row
    .replace(/^\|/, '')
    .replace(/\|$/, '')
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim())
    .filter((cell) => cell !== '')
    .join(' – ');

/**
 * The sentences of a page. A row of a table is one; paragraphs and items of lists are divided. Headings, blocks of code and what
 * a program has written between two comments are left out.
 */
export function sentencesOf(markdown: string): readonly Sentence[] {
  const sentences: Sentence[] = [];
  const text = markdown
    .replaceAll(/^```[\s\S]*?^```$/gm, '')
    .replaceAll(/^<!-- (\w+) -->$[\s\S]*?^<!-- end of \1 -->$/gm, '');
  for (const block of text.split(/\n\s*\n|\n(?=- |\d+\. |#|\|)/)) {
    const line = block.trim();
    if (line === '' || /^(?:#|\| ---|<!--|\[[^\]]+\]: )/.test(line)) continue;
    if (line.startsWith('|')) sentences.push(plain(cells(line)));
    else
      sentences.push(
        ...line
          .replace(/^(?:- |\d+\. )/, '')
          .split(END)
          .map(plain),
      );
  }
  return sentences;
}

/** Whether the words outside of code make a promise. */
export const promises = (sentence: Sentence): boolean => PROMISES.test(sentence.replaceAll(/`[^`]*`/g, '``'));
