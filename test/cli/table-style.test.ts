import Table from 'cli-table3';
import { tableStyle } from '../../cli/table-style';

describe('the style of a table', () => {
  const { NO_COLOR } = process.env;
  afterEach(() => {
    if (NO_COLOR === undefined) delete process.env.NO_COLOR;
    else process.env.NO_COLOR = NO_COLOR;
  });

  it('has neither frame nor colours in a file', () => {
    const table = new Table({ head: ['a'], ...tableStyle(false) });
    table.push(['b']);
    expect(table.toString()).toBe(' a \n b ');
  });

  it('has colours on a terminal, unless NO_COLOR is set', () => {
    delete process.env.NO_COLOR;
    expect(tableStyle(true).style).toMatchObject({ head: ['bold'], border: ['gray'] });
    process.env.NO_COLOR = '1';
    expect(tableStyle(true).style).toMatchObject({ head: [], border: [] });
  });
});
