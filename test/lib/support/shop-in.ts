import { App, Stack } from 'aws-cdk-lib';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { EcommerceRecommenders, ShopSource, type EcommerceRecommendersProps } from '../../../lib';

/** Folder of what the apps of a test file synthesise. */
export const outdir = mkdtempSync(path.join(os.tmpdir(), 'guard-rails-'));

afterAll(() => rmSync(outdir, { recursive: true }));

/** An app of a host, without bundling. */
export const newApp = (context: Readonly<Record<string, unknown>> = {}): App =>
  new App({
    analyticsReporting: false,
    treeMetadata: false,
    stackTraces: false,
    outdir,
    context: { 'aws:cdk:bundling-stacks': [], ...context },
  });

/** An archive that no test reads. */
const source = ShopSource.fromArchive('shop.tar.gz');

/** A shop in a stack of a host. */
export const shopIn = (
  stack: Stack,
  props: Partial<EcommerceRecommendersProps> = {},
): EcommerceRecommenders => new EcommerceRecommenders(stack, 'Shop', { source, ...props });
