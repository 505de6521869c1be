import { csvRows, spreadsheetText } from '../../../src/contracts/batch/batch-lines';

const rows = (name: string, ...results: string[]): string[] => [
  ...csvRows({ asked: name, results, hasFailed: false }, 'items', name),
];

it.each([
  ['=HYPERLINK("https://evil.example")', `"'=HYPERLINK(""https://evil.example"")"`],
  ['+821012345678', "'+821012345678"],
  ['-1+1', "'-1+1"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\t=1', "'\t=1"],
  ['\r=1', `"'\r=1"`],
  ['\n=1', `"'\n=1"`],
  ['＝1', "'＝1"],
  ["'=1", "''=1"],
])('a row for mails has no formula, but text: %j', (id, text) => {
  expect(rows(id, id)).toEqual([`${text},1,${text}\n`]);
  expect(spreadsheetText(id).slice(1)).toBe(id);
});

it.each(['u1', 'a=b', 'a-1', ' x', "o'neil", ''])('a row for mails has other text as it is: %j', (id) => {
  expect(rows('s', id)).toEqual([`s,1,${id}\n`]);
});
