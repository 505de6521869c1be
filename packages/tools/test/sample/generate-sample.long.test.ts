import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';

import { generateSample } from '../../src/sample/generate-sample';
import { SHIPPED_ARCHIVE } from './shipped-sample';

const SOURCE = path.resolve(path.dirname(SHIPPED_ARCHIVE), 'SOURCE.md');
const MAX_BYTES = 6 * 1024 * 1024;

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** Functions that are non-deterministic, or rounded differently by engines. */
const UNREPEATABLE = ['random', 'exp', 'log', 'log2', 'log10', 'pow', 'sin', 'cos', 'tan', 'cbrt'] as const;

const shipped = readFileSync(SHIPPED_ARCHIVE);
afterEach(() => jest.restoreAllMocks());

it('generateSample makes the shipped archive again, byte for byte, without the clock and without rounded mathematics', () => {
  const refuse = (): never => {
    throw new Error('the sample would differ from run to run');
  };
  for (const name of UNREPEATABLE) jest.spyOn(Math, name).mockImplementation(refuse);
  jest.spyOn(Date, 'now').mockImplementation(refuse);
  const { archive } = generateSample();
  jest.restoreAllMocks();
  expect(sha256(archive)).toBe(sha256(shipped));
});

it('generateSample is the archive that SOURCE.md describes, and small enough to be published with every deployment', () => {
  const [, recorded] = /sha256: `([0-9a-f]{64})`/.exec(readFileSync(SOURCE, 'utf8')) ?? [];
  expect(recorded).toBe(sha256(shipped));
  expect(shipped.length).toBeLessThanOrEqual(MAX_BYTES);
});
