import { gzipSync } from 'node:zlib';
import { csv, type Shop } from './both-ways';

const WHEN = { column: 'when', format: 'seconds' };
const ORDERS = { files: 'orders/*.csv', user: 'who', item: 'what', time: WHEN };
const DAYS = { column: ['y', 'm', 'd'], format: 'y-M-d', sequence: 'n' };
const ofNote = (test: object): object => ({ column: 'note', ...test });
const VIEW = { constant: 'View' };
const KIND = { KIND: { from: 'kind', type: 'string' } };
/** Order lines. */
export const LINES = { interactions: { ...ORDERS, event: { constant: 'Purchase' } } };
/** Order lines with one more column. */
export const lines = (column: string, ...values: readonly string[]): Shop => ({
  'orders/1.csv': csv(
    ['who', 'what', 'when', column],
    ...values.map((value, at) => ['u', `i${at}`, 1_600_000_000 + at, value]),
    ['u', 'last', 1_700_000_000, values[0]],
  ),
});

/** Shops whose files have every feature that the Glue job supports: what they are, their mapping and their files. */
export const MAPPED_SHOPS: readonly (readonly [string, object, Shop])[] = [
  [
    'several files, one of them gzip, with another delimiter, quote and decimal comma',
    {
      interactions: { ...ORDERS, delimiter: ';', quote: "'", event: VIEW, order: 'order' },
      items: {
        ...{ files: 'orders/*.csv', delimiter: ';', quote: "'", decimalComma: true, id: 'what' },
        category: { constant: ["Mother's \\ $", '{day} ; "é"'].join('') },
        price: 'price',
      },
    },
    {
      'orders/1.csv':
        "who;what;when;price;order\nu1;'a;''b''';1600000001;'1.234,50';7\nu2;b;1600000002;12,5 €;7\n",
      'orders/2.csv.gz': gzipSync('who;what;when;price;order\nu1;b;1600000003;13;8\nu1;b;1600000004;1;\n'),
      'notes.csv': 'nothing',
    },
  ],
  [
    'events that are mapped, named by words of SQL',
    {
      interactions: {
        ...{ files: 'events.jsonl', user: 'select', item: 'from where', time: 'at', event: 'group' },
        columns: { ORDER: { from: 'order', type: 'string' }, GROUP: { from: 'n', type: 'int' } },
      },
      users: { files: 'events.jsonl', id: 'select', columns: { AGE: { from: 'n', type: 'int' } } },
    },
    {
      'events.jsonl': [
        '{"select":"u1","from where":"i1","at":"2020-02-29T23:59:59Z","group":"seen","order":"x","n":7}',
        '{"select":2,"from where":"i\\"2","at":"2020-12-31 00:00:00.75+02:30","group":"bought","n":null}',
        '{"select":2,"from where":"i2","at":"2020-12-31","group":"bought","n":"-5","more":{"a":[1]}}',
        '{"select":"u1","from where":"i2","at":"not read","group":"other"}',
        '{"select":"u1","from where":true,"at":"2021-01-01T24:00:00Z","group":"seen","n":"8.0"}',
        '{"select":"u1","from where":"i9","at":"2021-01-01T12:00 UTC","group":"seen","n":7}',
      ].join('\n'),
    },
  ],
  [
    'days without a clock, and the number of a click',
    { interactions: { ...ORDERS, event: VIEW, time: DAYS } },
    {
      'orders/1.csv': csv(
        'who|what|y|m|d|n',
        ...['u|i1|2008|4|1|1', 'u|i2|2008|4|1|2', 'u|i3|2000|2|29|3', 'u|i4|2023|12|31|400'],
      ),
    },
  ],
  [
    'rows that are left out',
    {
      interactions: {
        ...LINES.interactions,
        drop: [{ startsWith: "C'" }, { empty: true }, { oneOf: ['x', '$5'] }].map(ofNote),
      },
    },
    lines('note', 'ok', "C'1", '', ' \u00a0', 'x', '$5', 'X', 'c'),
  ],
  [
    'quantities',
    { interactions: { ...LINES.interactions, drop: [{ column: 'n', atMost: 0 }] } },
    lines('n', '1', '0', '-1', '', ' 2 ', '$0.00', '1e-3', '-1,234.5', '1,234'),
  ],
  [
    'the most frequent text and the median number of an id',
    {
      ...LINES,
      items: {
        ...{ files: 'orders/*.csv', id: 'what', category: 'kind', price: 'price' },
        columns: { SIZE: { from: 'size', type: 'float' }, ADDED: { from: 'added', type: 'timestamp' } },
      },
    },
    {
      'orders/1.csv': csv(
        'who|what|when|kind|price|size|added',
        ...['u1|a|1|b|2||1600000000', 'u1|a|2|a|10|.5|1600000000000', 'u2|a|3|b|9.0|1.|2020-09-13'],
        ...['u2|a|4|a|9|2|', 'u2|b|5|\ud83d\ude00|1||', 'u2|b|6|\uff01|||'],
      ),
    },
  ],
  [
    'what is shown of items: the newest value, of the same time the last, and no price of 0 or less',
    {
      interactions: {
        ...{ ...ORDERS, event: 'event' },
        shown: { name: 'name', category: 'kind', price: 'price' },
        drop: [{ column: 'name', oneOf: ['gone'] }],
      },
    },
    {
      'orders/1.csv': csv(
        'who|what|when|event|name|kind|price',
        ...['u1|a|30|bought|A, newest||0', 'u1|a|20|bought|A|x|1,234.50', 'u2|a|40|lost|A, lost|y|7'],
        ...['u2|b|50|seen|B|x|-1', 'u2|b|50|seen|B "last"||', 'u2|b|60|seen|gone|z|5'],
        ...['u1|d|9|seen|D of 9|x|9', 'u1|d|10|seen|D of 10|y|10'],
      ),
      'orders/2.csv': csv(
        'who|what|when|event|name|kind|price',
        ...['u1|b|50|bought|B of the last file||2', 'u1|c|5|seen|||'],
      ),
    },
  ],
  [
    'rows that get columns of other files, one by an id that the other has brought',
    {
      interactions: {
        ...{ files: 'lines.csv', user: 'person', item: 'what', order: 'order', event: 'status' },
        join: [
          {
            ...{ files: 'orders/*.csv', delimiter: ';', on: 'order', id: 'nr' },
            columns: ['customer', 'status', 'at'],
          },
          { files: 'people.csv', on: 'customer', columns: ['person', 'note'] },
        ],
        time: { column: 'at', format: 'dd/MM/yyyy HH:mm' },
        drop: [{ column: 'note', startsWith: 'test' }],
      },
    },
    {
      // A note of their own, which that of the person hides.
      'lines.csv': csv('order|what|note', ...[1, 1, 2, 3, 4].map((order, at) => `${order}|i${at}|test`)),
      'orders/1.csv':
        'nr;customer;status;at\n1;a;seen;01/02/2020 10:00\n2;b;bought;02/02/2020 10:00\n;c;seen;\n',
      'orders/2.csv':
        'nr;customer;status;at\n3;c;seen;03/02/2020 10:00\n4;a;lost;04/02/2020 10:00\n1;a;seen;01/02/2020 10:00\n',
      'people.csv': csv('customer|person|note', 'a|ann, "x"|', 'b|bob|test', 'c|cat|ok'),
    },
  ],
  [
    'column names that are empty, twice there or between spaces, after a byte order mark',
    { interactions: { ...LINES.interactions, columns: { KIND: { from: 'kind', type: 'categorical' } } } },
    {
      'orders/1.csv': '\ufeff, who,what ,when,kind,n,n,Kind\n0,u,i1,1,a,x,y,z\n1,u,i2,2,b,x,y,z\n',
      'orders/2.csv': ',who,what,when,kind,n,n,Kind\n0,u,i3,3,a,x,y,z\n',
    },
  ],
  [
    'control characters, white space and line ends of all kinds',
    { interactions: { ...LINES.interactions, columns: KIND } },
    {
      'orders/1.csv': csv(
        ['who', 'what', 'when', 'kind'],
        ...['\u0001', 'x\u0001y', '#', '\u001b[0m', '\u2028\u0085\v\f', ' ', '\t', '\r\n', 'a\rb\nc'].map(
          (kind, at) => ['#u', `${at} \u0001`, at, kind],
        ),
      ),
      'orders/2.csv': `who,what,when,kind\r\n u , b ,20, x \r\n\r\nu,"  ",21,"  "\r\n\t,\u00a0,22,\u3000`,
      'orders/3.csv.gz': Buffer.concat([gzipSync('who,what,when,kind\nu,c,3,x\n'), gzipSync('u,d,4,"\\"\n')]),
      'orders/4.csv': 'who,what,when,kind\n',
    },
  ],
  [
    'JSON Lines with blank lines, line ends of both kinds, escapes and another name in upper case',
    { interactions: { ...ORDERS, files: 'e.jsonl', event: VIEW, columns: KIND } },
    {
      'e.jsonl': [
        '{"who":"u","what":"a",\r"when":1,"kind":"\\u0001 \\u00e9\\ud83d\\ude00\\r\\n\\t\\/ \\" \\\\"}\r\n\r\n  \n',
        ' {"kind":-7,"who":"v","what":9007199254740991,"when":"2","Kind":"y"} \n',
        '{"who":"u","what":"c","when":3,"kind":false}',
      ].join(''),
    },
  ],
];
