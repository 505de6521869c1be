import { App, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import type { Construct } from 'constructs';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { checkSettings } from '@ecommerce-recommenders/shop-data/contracts/settings/check-settings';
import { settingTerms } from '@ecommerce-recommenders/shop-data/contracts/settings/terms';
import type { SettingOf, Settings } from '@ecommerce-recommenders/shop-data/contracts/settings/settings';
import { EcommerceRecommenders, ShopSource, type EcommerceRecommendersProps } from '../../../lib';
import { makeAddOns } from '../../../lib/app/add-ons';
import { UNSTAGED, withoutStackTraces } from './synthesise';

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
    context: { ...UNSTAGED, ...context },
  });

/** A stack of a host. */
export const theirStack = (context?: Readonly<Record<string, unknown>>): Stack =>
  new Stack(newApp(context), 'Theirs');

/** What a synth tells of a stack in texts with some words. */
export function told(stack: Stack, level: 'Info' | 'Warning' | 'Error', words: string): string[] {
  const annotations = Annotations.fromStack(stack);
  const found = annotations[`find${level}`]('*', Match.stringLikeRegexp(words));
  return found.map(({ entry }) => entry.data as string);
}

/** An archive that no test reads. */
const source = ShopSource.fromArchive('shop.tar.gz');

/** Settings of add-ons, by name. */
type OfAddOns = { readonly [Name in Exclude<keyof Settings, SettingOf<'core' | 'app'>>]?: unknown };

/** A shop in a stack of a host, with the add-ons of some settings. */
export function shopIn(
  scope: Construct,
  props: Partial<EcommerceRecommendersProps> = {},
  addOns: OfAddOns = {},
  id = 'Shop',
): EcommerceRecommenders {
  const given: Readonly<Record<string, unknown>> = { ...addOns, archive: __filename };
  return withoutStackTraces(() => {
    const shop = new EcommerceRecommenders(scope, id, { source, ...props });
    makeAddOns(
      shop,
      checkSettings(
        (name) => given[name],
        __dirname,
        settingTerms(() => ''),
      ),
    );
    return shop;
  });
}

/** The template of a stack of a host with a shop. */
export function templateWith(
  ...[props, addOns]: [props?: Partial<EcommerceRecommendersProps>, addOns?: OfAddOns]
): Template {
  const stack = theirStack();
  shopIn(stack, props, addOns);
  return Template.fromStack(stack);
}
