import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { keepLaunches, knownLaunches } from '../../src/services/lambda/known-launches';
import { PROVIDER_FRAMEWORK } from '../../src/services/lambda/launch-options';
import type { LaunchOptions } from '../../src/services/lambda/worker/worker';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'known-launches-'));
  file = path.join(folder, 'cache', 'launches.json');
});
afterEach(() => rmSync(folder, { recursive: true }));

const launch = (memoryMb: number, nodeVariables = {}): LaunchOptions => ({
  language: 'nodejs',
  memoryMb,
  clients: [],
  nodeVariables,
});

describe('the launches with which an embedded AWS begins', () => {
  it('are those of the provider framework before the first deployment (LAMBDA-5)', () => {
    expect(knownLaunches(file)).toEqual(Array(8).fill(PROVIDER_FRAMEWORK));
  });

  it('are those of the latest deployment, in order (LAMBDA-5)', () => {
    keepLaunches(file, [launch(512)]);
    keepLaunches(file, [launch(256), launch(128), launch(256)]);
    expect(knownLaunches(file)).toEqual([launch(256), launch(128), launch(256)]);
  });

  it('are never those of functions with variables for Node.js, which may be secrets (LAMBDA-5)', () => {
    keepLaunches(file, [launch(128), launch(256, { NODE_AUTH_TOKEN: 'secret' })]);
    expect(knownLaunches(file)).toEqual([launch(128)]);
  });

  it('stay after an embedded AWS without a deployment', () => {
    keepLaunches(file, [launch(256)]);
    keepLaunches(file, []);
    expect(knownLaunches(file)).toEqual([launch(256)]);
  });

  it('are not kept where nothing can be written, which fails nothing', () => {
    keepLaunches(path.join('/dev/null', 'launches.json'), [launch(256)]);
    expect(readdirSync(folder)).toEqual([]);
  });
});
