import { App, Stack } from 'aws-cdk-lib';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { handlerCode } from '../../../../lib/shop/functions/handler-code';

let outdir: string;
beforeAll(() => {
  outdir = mkdtempSync(path.join(os.tmpdir(), 'handlers-'));
  const stack = new Stack(new App({ outdir }), 'Stack');
  for (const kind of [
    'shop/resources',
    'source/prepare-data',
    'add-ons/resources',
    'fresh-data/steps',
    'api',
  ])
    handlerCode(stack, kind);
});
afterAll(() => rmSync(outdir, { recursive: true }));

const bundle = (kind: string): string => path.join(outdir, 'handlers', kind, 'handler.js');

describe.each([
  // The custom resources of the core, and of all add-ons, which start runs and delete their objects. What is loaded on demand comes whole.
  ['shop/resources', 103_000, ['onEvent', 'isComplete']],
  ['add-ons/resources', 168_000, ['onEvent', 'isComplete']],
  // It has three clients: S3's, CloudFormation's, which it asks whether the stack still wants its files, and KMS's. A shop's own files
  // may be zip archives and have local times, each read by a library.
  ['source/prepare-data', 216_500, ['onEvent']],
  ['source/prepare-data-glue', 100_000, ['onEvent', 'isComplete']],
  ['fresh-data/steps', 100_000, ['claim', 'finish']],
  ['fresh-data/prepare', 211_500, ['prepare']],
  ['fresh-data/import', 87_500, ['importData']],
  // Four clients, of the recommenders, the tracker, S3 and KMS, and the element that it serves.
  ['api', 129_500, ['handler']],
])('the code of %s', (kind, maxBytes, handlers) => {
  it('brings the AWS SDK along and leaves CDK behind, and exports what its functions name', () => {
    const code = readFileSync(bundle(kind), 'utf8');
    expect(gzipSync(code, { level: 9 }).length).toBeLessThan(maxBytes);
    const required = [...code.matchAll(/require\("([^"]+)"\)/g)].map(([, name]) => name);
    // The only exception is in an error message.
    const outside = required.filter((name) => !isBuiltin(name) && name !== '@aws-sdk/signature-v4-crt');
    expect(outside).toEqual([]);
    expect(code.includes('aws-cdk-lib')).toBe(false);
    Object.assign(process.env, { EVENT_TYPES: '{"ProductViewed":"View"}', HOLDOUT: '0.1', DATASETS: '{}' });
    process.env.CONFIG = '{"recommenders":{},"filters":{}}';
    const loaded = jest.requireActual<Record<string, unknown>>(bundle(kind));
    expect(Object.keys(loaded).sort()).toEqual([...handlers].sort());
    for (const name of handlers) expect(loaded[name]).toBeInstanceOf(Function);
  });
});

it('a command that needs no code bundles nothing', () => {
  const destroyed = path.join(outdir, 'destroy');
  const app = new App({ outdir: destroyed, context: { 'aws:cdk:bundling-stacks': [] } });
  handlerCode(new Stack(app, 'Stack'), 'shop/resources');
  expect(existsSync(path.join(destroyed, 'handlers/shop/resources/handler.js'))).toBe(false);
});
