import { type HistoryEntry, importHistory, importHistoryTable } from '../../src/imports/import-history';

const entry: HistoryEntry = {
  run: '2026-11-25T09-30-00-000Z-1a2b3c4d',
  outcome: 'imported',
  startedAt: '2026-11-25T09:30:00.000Z',
  endedAt: '2026-11-25T09:42:10.000Z',
  files: ['items/a.csv', 'items/b.csv', 'items/c.csv', 'items/d.csv'],
  rows: { ITEMS: 12345 },
};

it('the history of imports shows when, what and how much, or why not, with control characters escaped', () => {
  const problem = 'The fresh data was refused: incoming/\u001b[2J.txt';
  const refused = { ...entry, outcome: 'refused', files: ['\u001b[2J.txt'], problem } as const;
  const text = importHistoryTable([entry, refused], undefined);
  const [, line] = text.split('\n');
  expect(line.split(/ {2,}/).map((cell) => cell.trim())).toEqual(
    expect.arrayContaining(['2026-11-25T09:30:00Z', '12 min', 'imported', '12,345']),
  );
  expect(line).toContain('items/a.csv, items/b.csv, items/c.csv and 1 more');
  expect(text).toContain('2026-11-25T09:30:00.000Z: The fresh data was refused: incoming/\\u{1b}[2J.txt');
  expect(text).not.toContain('\u001b');
});

it('the history of imports says that there is none, and fails for a stack without fresh data, with how to switch it on', async () => {
  expect(importHistoryTable([], 80)).toBe('No fresh data has come yet.');
  const clients = {} as Parameters<typeof importHistory>[0];
  await expect(importHistory(clients, { DataBucketName: 'data' }, 1)).rejects.toThrow('-c freshData=true');
});
