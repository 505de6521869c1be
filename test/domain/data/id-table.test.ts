import { IdTable } from '../../../domain/data/id-table';
import { seeded } from '../seeded';

describe('IdTable', () => {
  it('numbers ids in the order in which they are first met, as a Map does', () => {
    const random = seeded(5);
    const table = new IdTable();
    const map = new Map<string, number>();
    const wrong: string[] = [];
    for (let round = 0; round < 50_000; round++) {
      const id = `${'user-'.repeat(random(3))}${random(9000)}`;
      const bytes = Buffer.from(`<${id}>`);
      if (table.find(bytes, 1, bytes.length - 1) !== map.get(id)) wrong.push(id);
      if (!map.has(id)) map.set(id, map.size);
      if (table.add(bytes, 1, bytes.length - 1) !== map.get(id)) wrong.push(id);
    }
    expect(wrong).toEqual([]);
    expect(table.size).toBe(map.size);
    expect(Array.from(map.keys(), (_, number) => table.idOf(number))).toEqual([...map.keys()]);
  });

  it('numbers many ids as it does one after the other, new and known ones mixed, while it grows', () => {
    const random = seeded(6);
    const [table, map] = [new IdTable(), new Map<string, number>()];
    for (const count of [0, 1, 700, 3, 5_000, 20_000]) {
      const ids = Array.from({ length: count }, () => `${'user-'.repeat(random(3))}${random(9000)}`);
      const bytes = Buffer.from(ids.join(','));
      // Where each id begins and ends, with a field before it that is another's.
      const fields = new Int32Array(4 * count);
      let start = 0;
      for (const [row, id] of ids.entries()) {
        fields.set([0, 0, start, start + id.length], 4 * row);
        start += id.length + 1;
        if (!map.has(id)) map.set(id, map.size);
      }
      const at = Uint32Array.from(ids, (_, row) => 4 * row + 2);
      const numbers = table.addAll(bytes, fields, at, count);
      expect([...numbers.subarray(0, count)]).toEqual(ids.map((id) => map.get(id)));
    }
    expect(Array.from(map.keys(), (_, number) => table.idOf(number))).toEqual([...map.keys()]);
  });

  it('takes an id without bytes', () => {
    const table = new IdTable();
    expect([table.add(Buffer.from('a'), 0, 1), table.add(Buffer.from('a'), 1, 1)]).toEqual([0, 1]);
    expect(table.idOf(1)).toBe('');
  });
});
