import type { Answers } from '../../../src/init/infer/decisions';
import { csv, inferred } from './inferred';

const ORDERS = 'order_id,customer_id,sku,qty,order_date\n';

it('a mapping inferred from a shop’s files finds semicolons, a decimal comma, days before months and Latin-1', () => {
  const text =
    'Bestellnummer;Kundennummer;Artikelnummer;Menge;Preis;Kategorie;Datum\n' +
    '1;7;A;1;"1.299,50";Stühle;13.02.2024 10:05\n2;8;B;2;9,90;Tische;14.02.2024 11:00\n3;8;A;2;1299,50;Stühle;14.02.2024 11:00\n';
  const { mapping } = inferred({ 'bestellungen.csv': Buffer.from(text, 'latin1') });
  expect(mapping.interactions).toMatchObject({
    encoding: 'latin1',
    delimiter: ';',
    decimalComma: true,
    user: 'Kundennummer',
    time: { column: 'Datum', format: 'd.M.yyyy H:mm' },
    order: 'Bestellnummer',
  });
  expect(mapping.items).toMatchObject({ id: 'Artikelnummer', category: 'Kategorie', price: 'Preis' });
});

it('a mapping inferred from a shop’s files resolves day and month by a value over twelve, and asks where there is none', () => {
  const files = (...dates: string[]) => ({
    'o.csv': ORDERS + dates.map((date, at) => `${at},7,A,1,${date}\n`).join(''),
  });
  const timeOf = (...given: Parameters<typeof inferred>) => inferred(...given).mapping.interactions.time;
  expect(timeOf(files('3/4/2024', '3/25/2024'))).toMatchObject({ format: 'M/d/yyyy' });
  const either = files('3/4/2024', '5/6/2024');
  expect(() => timeOf(either)).toThrow('Is 3/4/2024 written with the day or the month first?');
  expect(timeOf(either, { timeFormat: 'd/M/yyyy' })).toMatchObject({ format: 'd/M/yyyy' });
});

it.each([
  ['1717236000', { column: 'timestamp', format: 'seconds' }],
  ['1717236000000', { column: 'timestamp', format: 'milliseconds' }],
  ['2024-06-01T10:00:00Z', 'timestamp'],
])('a mapping inferred from a shop’s files reads %s as %j', (time, expected) => {
  const { mapping } = inferred({ 'e.csv': `timestamp,visitorid,event,itemid\n${time},1,view,2\n` });
  expect(mapping.interactions.time).toEqual(expected);
});

it('a mapping inferred from a shop’s files has the zone of times of which some have no offset', () => {
  const rows = ['2024-06-01T10:00:00Z,1,view,2', '2024-06-01T11:00:00,1,view,3'];
  const files = { 'e.csv': `timestamp,visitorid,event,itemid\n${rows.join('\n')}\n` };
  const { time } = inferred(files, { zone: 'Asia/Seoul' }).mapping.interactions;
  expect(time).toMatchObject({ column: 'timestamp', zone: 'Asia/Seoul' });
});

it('a mapping inferred from a shop’s files never invents a category: without one there is no Items dataset, unless the shop says one', () => {
  const files = {
    'o.csv': 'invoice,customer,sku,quantity,price,date\n1,7,A,1,2.50,2024-02-13\n2,8,B,1,2.50,2024-02-14\n',
  };
  const { mapping, findings } = inferred(files);
  expect(mapping.items).toBeUndefined();
  expect(findings.flat().join('\n')).toContain('items: no dataset, because no column is a category');
  const { items } = inferred(files, { categoryConstant: 'Goods' }).mapping;
  expect(items?.category).toEqual({ constant: 'Goods' });
});

it('a mapping inferred from a shop’s files finds what answers show of items in their lines where there is no Items dataset', () => {
  const lines = csv('', 4, (at) => [
    ...[`o${at}`, 7 + (at % 3), 'AB'[at % 2], ['Lamp', 'Cup'][at % 2], [2.5, 3, 2.75, 3][at]],
    ...[['Ann', 'Ben', 'Cem', 'Ann'][at], `2024-02-1${at}`],
  ]);
  const header = 'order_id,user_id,item_id,title,price,name,date';
  const under = (names: string, answers?: Answers) => inferred({ 'o.csv': names + lines }, answers);
  const { mapping, findings } = under(header);
  expect(mapping.items).toBeUndefined();
  // A name that differs between the lines of an item is a person's.
  expect(mapping.interactions.shown).toEqual({ name: 'title', price: 'price' });
  expect(findings.flat()).toContain('o.csv: shown of items, and not trained on: of each the newest value');
  const untitled = header.replace('title', 'label');
  expect(under(untitled).mapping.interactions.shown).toEqual({ price: 'price' });
  const named = under(header.replace('name', 'note').replace('title', 'name'));
  expect(named.mapping.interactions.shown).toEqual({ name: 'name', price: 'price' });
  expect(named.findings.flat().join()).not.toContain('personal columns');
  const none = { name: 'none', price: 'none' };
  expect(under(untitled, none).mapping.interactions.shown).toBeUndefined();
});

it('a mapping inferred from a shop’s files finds what answers show in a file of items without a category, which the lines are joined with', () => {
  const { mapping } = inferred({
    'o.csv': 'order_id,user_id,item_id,date\no1,7,A1,2024-02-13\no2,8,B1,2024-02-14\no3,9,A1,2024-02-15\n',
    'products.csv': 'item_id,title,price\nA1,Lamp,2.50\nB1,Cup,3\nC1,Pot,4\n',
  });
  expect(mapping.items).toBeUndefined();
  expect(mapping.interactions).toMatchObject({
    join: { files: 'products.csv', on: 'item_id', columns: ['title', 'price'] },
    shown: { name: 'title', price: 'price' },
  });
});

it('a mapping inferred from a shop’s files finds items and users in files of their own by the ids that they share with the interactions', () => {
  const { mapping } = inferred({
    'sales.csv':
      'customer,product,quantity,date\nu1,p1,1,2024-02-13\nu2,p2,1,2024-02-14\nu1,p2,1,2024-02-15\n',
    'catalogue.csv':
      'number,label,category,price,colour\np1,One,Cups,2.5,red\np2,Two,Cups,3.5,blue\np3,Three,Bowls,4,red\np4,Four,Bowls,5,red\n',
    'people.csv': 'key,full name,tier\nu1,Ana,gold\nu2,Ben,silver\nu3,Cem,gold\nu4,Dora,gold\n',
  });
  const categorical = (from: string) => ({ [from.toUpperCase()]: { from, type: 'categorical' } });
  const items = { files: 'catalogue.csv', id: 'number', columns: categorical('colour') };
  expect(mapping.items).toMatchObject(items);
  expect(mapping.users).toEqual({ files: 'people.csv', id: 'key', columns: categorical('tier') });
});

it('a mapping inferred from a shop’s files takes files with the same columns as one table, and fails on an answer that is no column, in UTF-16 too', () => {
  const months = { 'o-1.csv': `${ORDERS}1,7,A,1,2024-02-13\n`, 'o-2.csv': `${ORDERS}2,7,A,1,2024-03-13\n` };
  expect(inferred(months).mapping.interactions.files).toEqual(['o-1.csv', 'o-2.csv']);
  const text = Buffer.from(`\ufeff${ORDERS}1,7,A,1,2024-02-13\n`, 'utf16le');
  expect(() => inferred({ 'o.csv': text }, { user: 'buyer' })).toThrow(
    '--user is "buyer", allowed is one of order_id, customer_id, sku, qty, order_date',
  );
});
