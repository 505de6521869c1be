import { SymmetricMatrix } from '../src/inverse';
import { itemsWithMostUsers, linearModel } from '../src/linear-model';
import type { SparseMatrix } from '../src/sparse-matrix';
import { randomNumbers } from '../../../test/support/interactions';

const OPTIONS = { items: Uint32Array.of(0, 1, 2), lambda: 1, kept: 10 };

type Users = readonly (readonly number[])[];

type Options = Parameters<typeof linearModel>[2];
const weightsOf = (users: Users, itemCount: number, options: Options): Promise<SparseMatrix> =>
  linearModel(entriesOf(users), itemCount, options);

/** Converts users' lists of items to a matrix of users by items. */
const entriesOf = (users: Users) => ({
  starts: Uint32Array.from([0, ...users.map((_, user) => users.slice(0, user + 1).flat().length)]),
  columns: Uint32Array.from(users.flat()),
});

/** Three users have items 0 and 1, and four have only item 2. */
const USERS = [[0, 1], [0, 1], [0, 1], [2], [2], [2], [2]];

it('the linear model has weights for the items that it is given only', async () => {
  const items = itemsWithMostUsers(entriesOf(USERS), 4, 2);
  expect([...items]).toEqual([0, 2]);
  const { columns } = await weightsOf(USERS, 4, { ...OPTIONS, items });
  expect([...columns]).toEqual([]);
});

it('the linear model keeps the same weights of many items as of all that there are', async () => {
  const random = randomNumbers(5);
  const users = Array.from({ length: 300 }, () =>
    [...new Set(Array.from({ length: 60 }, () => random(500)))].sort((one, other) => one - other),
  );
  const items = Uint32Array.from({ length: 500 }, (_, item) => item);
  const [all, some] = await Promise.all(
    [items.length, 20].map((kept) => weightsOf(users, items.length, { lambda: 5, items, kept })),
  );
  for (const item of items) {
    expect(some.starts[item + 1] - some.starts[item]).toBe(20);
    for (let at = 0; at < 20; at++) {
      expect(some.columns[some.starts[item] + at]).toBe(all.columns[all.starts[item] + at]);
      expect(some.values[some.starts[item] + at]).toBe(all.values[all.starts[item] + at]);
    }
  }
});

it('the linear model fails when its training is aborted', async () => {
  const many = Array.from({ length: 1500 }, (_, item) => [item, item + 1]);
  const training = linearModel(entriesOf(many), 1501, {
    ...OPTIONS,
    items: Uint32Array.from({ length: 1501 }, (_, item) => item),
    signal: AbortSignal.abort(new Error('closed')),
  });
  await expect(training).rejects.toThrow('closed');
});

it.each([1, 20, 64, 150])('the inverse of %i rows makes the matrix the identity', async (size) => {
  const random = randomNumbers(5);
  const P = new SymmetricMatrix(size);
  for (let i = 0; i < size; i++) for (let j = i; j < size; j++) P.row(i)[j] = i === j ? 9 * size : random(9);
  const A = Array.from({ length: size }, (_, i) =>
    Array.from({ length: size }, (_value, j) => P.row(Math.min(i, j))[Math.max(i, j)]),
  );
  await P.invert();
  let worst = 0;
  for (let i = 0; i < size; i++)
    for (let j = 0; j < size; j++) {
      let product = 0;
      for (let k = 0; k < size; k++) product += A[k][i] * P.values[k * P.stride + j];
      const unlike = P.values[i * P.stride + j] - P.values[j * P.stride + i];
      worst = Math.max(worst, Math.abs(product - Number(i === j)), Math.abs(unlike));
    }
  // Products have single precision.
  expect(worst).toBeLessThan(1e-6);
});

it('the inverse of a symmetric matrix is the same, bit by bit, however many threads compute it', async () => {
  const inverseIn = async (threads: number): Promise<Buffer> => {
    const random = randomNumbers(6);
    const P = new SymmetricMatrix(500);
    for (let i = 0; i < 500; i++) for (let j = i; j < 500; j++) P.row(i)[j] = i === j ? 5000 : random(9);
    await P.invert({ threads });
    return Buffer.from(Float64Array.from(P.values).buffer);
  };
  const alone = await inverseIn(0);
  for (const threads of [1, 3]) expect(alone.equals(await inverseIn(threads))).toBe(true);
});

it('the inverse of a symmetric matrix fails when it is aborted while threads compute it', async () => {
  const P = new SymmetricMatrix(500);
  for (let i = 0; i < 500; i++) P.row(i)[i] = 1;
  const abort = new AbortController();
  const inverse = P.invert({ threads: 2, signal: abort.signal });
  abort.abort(new Error('closed'));
  await expect(inverse).rejects.toThrow('closed');
});
