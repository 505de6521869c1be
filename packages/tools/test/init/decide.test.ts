import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ANSWERS, flagOf, type AnswerName } from '../../src/init/infer/decisions';
import { readSample } from '../../src/init/infer/read-sample';
import type { Ask } from '../../src/init/ask';
import { command } from '../../src/init/command';
import { decide } from '../../src/init/decide';
import { inferMapping } from '../../src/init/infer/infer-mapping';
import { tryMapping } from '../../src/init/try-mapping';

it('deciding what a shop’s files are has a flag for every question, in the command and in docs/data.md', () => {
  const document = readFileSync(join(__dirname, '../../../../docs/data.md'), 'utf8');
  const rows = document.split('\n').filter((line) => line.startsWith('| `--'));
  for (const flag of Object.keys(ANSWERS).map((name) => flagOf(name as AnswerName))) {
    expect(command.options.map(({ long }) => long)).toContain(flag);
    expect(rows.join()).toContain(`\`${flag}\``);
  }
});

it('deciding what a shop’s files are asks one question after another, again where an answer means nothing, and follows the answers', async () => {
  const lines = 'user_id,item_id,timestamp\n1,2,2024-02-13 10:00\n1,3,2024-02-13 10:01\n';
  const sample = readSample('log.csv', Buffer.from(lines), true);
  const asked: string[] = [];
  const zones = ['Atlantis', 'Seoul'];
  const answer: Ask = async ({ text, free }) => {
    asked.push(text);
    return free ? zones.shift()! : text.startsWith('What') ? 'View' : 'none';
  };
  const { mapping } = await decide([sample], {}, answer, false);
  expect(asked).toEqual([
    'What is a row of log.csv?',
    'In which time zone are these times? They do not say. A city will do, such as London or Seoul.',
    expect.stringMatching(
      /^--zone is "Atlantis", allowed is a city such as London or Seoul, or an IANA time zone\. In which time zone/,
    ),
  ]);
  expect(mapping.interactions).toMatchObject({
    event: { constant: 'View' },
    time: { column: 'timestamp', zone: 'Asia/Seoul' },
  });
});

it('deciding what a shop’s files are asks for another column where ids are personal and are not to be hashed', async () => {
  const lines = ['1,a@example.com,A,2024-02-13,x', '2,b@example.com,B,2024-02-14,y', ''];
  const text = ['order_id,email,sku,order_date,card', ...lines].join('\n');
  const answer: Ask = async ({ text }) =>
    text.includes('personal') ? 'no' : text.startsWith('What') ? 'Purchase' : 'card';
  const orders = readSample('o.csv', Buffer.from(text), true);
  const { mapping } = await decide([orders], { category: 'none' }, answer, false);
  expect(mapping.interactions).toMatchObject({ user: 'card' });
  expect(mapping.interactions).not.toHaveProperty('hashUsers');
});

it('trying a mapping on the beginnings of files tells rows whose order is further on in its file from bad ones', async () => {
  const heads = {
    'lines.csv': 'order_id,sku,quantity\no1,A,1\no1,B,1\no2,A,1\no9,B,1\n',
    'orders.csv': 'order_id,customer_id,created_at\no1,7,2024-02-13T10:00:00Z\no2,8,2024-02-14T10:00:00Z\n',
  };
  const samples = Object.entries(heads).map(([name, text]) =>
    readSample(name, Buffer.from(text), name !== 'orders.csv'),
  );
  const all = async function* () {
    for (const [path, text] of Object.entries(heads))
      yield { path, body: [Buffer.from(text)] as unknown as AsyncIterable<Buffer> };
  };
  const { INTERACTIONS } = await tryMapping({ name: 'shop', all }, samples, inferMapping(samples));
  expect(INTERACTIONS?.report).toMatchObject({
    rows: 3,
    dropped: { 'order_id is not in the sampled part of orders.csv': 1 },
    bad: [],
  });
});
