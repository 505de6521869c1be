import { readSample } from '../../../src/init/infer/read-sample';
import { zoneOf } from '../../../src/init/infer/zone-words';
import { inferred } from './inferred';

const sample = (text: string | Buffer) => readSample('file.csv', Buffer.from(text), true);

const SPREADSHEET =
  'file.csv is a spreadsheet. Save each sheet as CSV and name those files: in Excel with File > Save As > CSV UTF-8';
const XML = 'file.csv is XML, which is not read. Export it as CSV, TSV or JSON Lines';
const NAMELESS = 'file.csv has no line of column names: it begins with the row';
it.each<[string, string | Buffer, string]>([
  ['a zip archive, as .xlsx is', 'PK\x03\x04rest', SPREADSHEET],
  ['.xls', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]), SPREADSHEET],
  ['XML', '\ufeff<?xml version="1.0"?><rss><channel/></rss>', XML],
  ['rows', '1,2014-04-07T10:51:09Z,214,0\n1,2014-04-07T10:54:09Z,215,0\n', `${NAMELESS} 1`],
  ['rows with semicolons', '7;A;12\n8;B;13\n', `${NAMELESS} 7`],
])('the beginning of a file is refused as what it is, with the way out: %s', (_, text, says) => {
  expect(() => sample(text)).toThrow(says);
});

it('the beginning of a file has names, of which one may be a number, below its comments', () => {
  expect(() => sample('user,item,2024\n1,2,x\n')).not.toThrow();
  const text = '# Account: Shop, Ltd\n#\n# Start date: 20240101\n\nEvent name,Item ID\nview_item,7\n';
  expect([...sample(text).tables[0].columns]).toEqual([
    ['Event name', ['view_item']],
    ['Item ID', ['7']],
  ]);
});

it.each([
  ['euc-kr', [0xbb, 0xf3, 0xc7, 0xb0, 0xb9, 0xf8, 0xc8, 0xa3], '상품번호'],
  ['shift_jis', [0x8f, 0xa4, 0x95, 0x69, 0x94, 0xd4, 0x8d, 0x86], '商品番号'],
  ['latin1', [0x53, 0x74, 0xfc, 0x63, 0x6b], 'Stück'],
])('the beginning of a file is read as %s by its letters', (encoding, bytes, name) => {
  const { dialect, tables } = sample(Buffer.concat([Buffer.from(bytes), Buffer.from(',x\n1,y\n')]));
  expect([dialect.encoding, [...tables[0].columns.keys()][0]]).toEqual([encoding, name]);
});

// Order, user, item, name, category, quantity, price, time, status; then a status of what is lost, and the time zone.
it.each([
  'Bestell-Nr.;Kunden-Nr.;Artikel-Nr.;Artikelbezeichnung;Warengruppe;Menge;Einzelpreis;Bestelldatum;Bestellstatus;Storniert;UTC',
  'N° commande;N° client;Réf. produit;Désignation;Catégorie;Quantité;Prix unitaire;Date de commande;État;Annulée;UTC',
  'Nº pedido;Cliente;Referencia;Nombre del producto;Categoría;Cantidad;Precio;Fecha;Estado del pedido;Cancelado;UTC',
  '주문번호;구매자ID;상품번호;상품명;카테고리;수량;상품가격;결제일;주문상태;취소완료;Asia/Seoul',
  '注文番号;会員ID;商品番号;商品名;カテゴリ;数量;単価;注文日時;ステータス;キャンセル済み;Asia/Tokyo',
])('headers of shops in other languages are known: %s', (words) => {
  const header = words.split(';').slice(0, 9);
  const [order, user, item, name, category, , price, time, status, lost, zone] = words.split(';');
  const rows = Array.from({ length: 12 }, (_, at) => [
    ...[at >> 1, `k${(at >> 1) % 4}`, `a${at % 5}`, `Ding ${at % 5}`, ['X', 'Y'][(at % 5) % 2]],
    ...[1, 3 + (at % 5), `2024-02-1${at % 9} 10:00`, at >> 1 === 2 ? lost : 'ok'],
  ]);
  const text = [header, ...rows].map((row) => `${row.join(';')}\n`).join('');
  const { mapping, guessed } = inferred({ 'o.csv': text });
  expect(mapping.interactions).toMatchObject({ order, user, item });
  expect(mapping.interactions.time).toEqual(zone === 'UTC' ? time : { column: time, zone });
  expect(mapping.interactions.drop).toContainEqual({ column: status, oneOf: [lost] });
  expect(mapping.items).toMatchObject({ name, category, price });
  expect(guessed.find((question) => question.name === 'zone')).toMatchObject({ best: zone });
});

it.each([
  ['London', 'Europe/London'],
  ['seoul', 'Asia/Seoul'],
  ['서울', 'Asia/Seoul'],
  ['Germany', 'Europe/Berlin'],
  ['New York', 'America/New_York'],
  ['São Paulo', 'America/Sao_Paulo'],
  ['europe/paris', 'Europe/Paris'],
  ['UTC', 'UTC'],
  ['Atlantis', undefined],
  ['', undefined],
])('the time zone in words %s is %s', (words, zone) => {
  expect(zoneOf(words)?.toLowerCase()).toBe(zone?.toLowerCase());
});
