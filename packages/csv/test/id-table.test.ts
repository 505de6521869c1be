import { IdTable } from '../src/id-table';
import { seeded } from '../../shop-data/test/seeded';

it('IdTable numbers ids in the order in which they are first met, as a Map does, also one without bytes', () => {
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
  const other = new IdTable();
  expect([other.add(Buffer.from('a'), 0, 1), other.add(Buffer.from('a'), 1, 1)]).toEqual([0, 1]);
  expect(other.idOf(1)).toBe('');
});
