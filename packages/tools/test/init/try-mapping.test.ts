import { readSample } from '../../src/init/infer/read-sample';
import { inferMapping } from '../../src/init/infer/infer-mapping';
import { tryMapping } from '../../src/init/try-mapping';

const LINES = 'order_id,sku,quantity\no1,A,1\no1,B,1\no2,A,1\no9,B,1\n';
const ORDERS = 'order_id,customer_id,created_at\no1,7,2024-02-13T10:00:00Z\no2,8,2024-02-14T10:00:00Z\n';

it('trying a mapping on the beginnings of files tells rows whose order is further on in its file from bad ones', async () => {
  const heads = { 'lines.csv': LINES, 'orders.csv': ORDERS };
  const samples = Object.entries(heads).map(([name, text]) =>
    readSample(name, Buffer.from(text), name !== 'orders.csv'),
  );
  const files = {
    name: 'shop',
    all: async function* () {
      for (const [path, text] of Object.entries(heads))
        yield { path, body: [Buffer.from(text)] as unknown as AsyncIterable<Buffer> };
    },
  };
  const { INTERACTIONS } = await tryMapping(files, samples, inferMapping(samples));
  expect(INTERACTIONS?.report).toMatchObject({
    rows: 3,
    dropped: { 'order_id is not in the sampled part of orders.csv': 1 },
    bad: [],
  });
});
