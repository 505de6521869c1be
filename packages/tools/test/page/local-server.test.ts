import { once } from 'node:events';
import { connect } from 'node:net';
import { holdPort } from '../../src/page/local-server';

const FIRST = 21_000;

it('a port that is held is the wanted one, or the next one, or none, also where two commands begin together', async () => {
  const { port, release } = await holdPort(FIRST, { orNext: true });
  const next = await holdPort(port, { orNext: true });
  expect(next.port).toBeGreaterThan(port);
  await next.release();
  await expect(holdPort(port)).rejects.toThrow(`Port ${port} is taken.`);
  await release();
  await (await holdPort(port)).release();
  const both = await Promise.all([holdPort(FIRST, { orNext: true }), holdPort(FIRST, { orNext: true })]);
  expect(new Set(both.map(({ port }) => port)).size).toBe(2);
  await Promise.all(both.map(({ release }) => release()));
});

it('a port that is held takes nobody’s connection, and is any free one where 0 is wanted', async () => {
  const { port, release } = await holdPort(FIRST, { orNext: true });
  const socket = connect(port, '127.0.0.1').resume();
  await once(socket, 'close');
  await release();
  expect((await holdPort(0)).port).toBe(0);
});
