import { App } from 'aws-cdk-lib';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Settings } from '@ecommerce-recommenders/shop-data/contracts/settings/settings';
import { readSettings } from '../../../lib/app/read-settings';

/** Folder of the cdk.json, in which there is an archive. */
export const folder = mkdtempSync(path.join(os.tmpdir(), 'settings-'));

/** Path of the archive in the folder. */
export const archive = 'shop.tar.gz';
writeFileSync(path.join(folder, archive), '');

afterAll(() => rmSync(folder, { recursive: true }));

/** Reads settings as the app does. */
export const read = (inFile: unknown, commandLine: Record<string, unknown> = {}): Settings =>
  readSettings(new App({ context: { ecommerceRecommenders: inFile, ...commandLine } }).node, folder);
