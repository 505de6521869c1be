import { Program } from '../src/program';
import { pairModule } from '@ecommerce-recommenders/models/pair-program';

// Memory pages that are not touched cost nothing.
it('allocates memory up to 4 GiB', () => {
  const program = new Program(pairModule());
  const regions = [1, 2, 3].map(() => program.allocate(1_000_000_000));
  regions.forEach(({ at, bytes }, index) => {
    expect(at).toBeGreaterThanOrEqual(index * 1_000_000_000);
    bytes[bytes.length - 1] = index;
  });
  expect(regions.map(({ bytes }) => bytes[999_999_999])).toEqual([0, 1, 2]);
});

it('says that data is too large', () => {
  const program = new Program(pairModule());
  expect(() => program.allocate(5_000_000_000)).toThrow(
    /^the data is too large: it needs 5000000000 more bytes/,
  );
  const all = (): void => {
    for (let index = 0; index < 5; index++) program.allocate(1_000_000_000);
  };
  expect(all).toThrow(/^the data is too large: it needs 1000000000 more bytes/);
});
