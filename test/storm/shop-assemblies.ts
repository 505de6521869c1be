import { App, Stack, Tags } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { STACK_NAME } from '@ecommerce-recommenders/shop-data/contracts/stack-name';
import { makeAddOns } from '../../lib/app/add-ons';
import { EcommerceRecommendersStack } from '../../lib/app/ecommerce-recommenders-stack';
import { ShopOutputs } from '../../lib/app/outputs';
import { coreProps } from '../../lib/app/props-of-settings';
import { EcommerceRecommenders } from '../../lib/shop/ecommerce-recommenders';
import { checkSettings } from '@ecommerce-recommenders/shop-data/contracts/settings/check-settings';
import { settingTerms } from '@ecommerce-recommenders/shop-data/contracts/settings/terms';
import type { Settings } from '@ecommerce-recommenders/shop-data/contracts/settings/settings';
import { keptArchive } from '../support/kept-archive';
import { readAssembly, type Assembly } from '@ecommerce-recommenders/tools/cdk/read-assembly';

/**
 * Where the shop and its add-ons are in the stack: as the app of cdk.json has them; as an app of one's own has them, by the id Shop; with the
 * add-ons in a construct of their own; or all in another construct.
 */
export const PLACES = {
  app: undefined,
  own: (stack) => ({ shop: stack }),
  'add-ons-moved': (stack) => ({ shop: stack, addOns: new Construct(stack, 'AddOns') }),
  wrapped: (stack) => ({ shop: new Construct(stack, 'Shop') }),
} as const satisfies Record<
  string,
  ((stack: Stack) => { readonly shop: Construct; readonly addOns?: Construct }) | undefined
>;

/** Name of a place. */
export type Place = keyof typeof PLACES;

/** A shop's archive, and its cdk.json settings; others have their defaults. */
export type Shop = { readonly archive: Buffer; readonly place?: Place } & {
  readonly [Name in Exclude<keyof Settings, 'archive'>]?: unknown;
};

/** Synthesises the stack for every shop; the handlers are bundled once. */
export function shopAssemblies<Name extends string>(
  shops: Record<Name, Shop>,
  stackName = STACK_NAME,
): Record<Name, Assembly> {
  const folder = mkdtempSync(join(tmpdir(), 'shops-'));
  try {
    const outdir = join(folder, 'cdk.out');
    const names = Object.keys(shops) as Name[];
    const app = new App({ analyticsReporting: false, outdir });
    for (const name of names) {
      const written = (setting: keyof Settings): unknown =>
        setting === 'archive' ? keptArchive(shops[name].archive) : shops[name][setting];
      const settings = checkSettings(
        written,
        folder,
        settingTerms(() => `The shop is ${name}.`),
      );
      build(app, name, { stackName, settings, place: shops[name].place ?? 'app' });
    }
    app.synth();
    const assemblies = names.map((name) => [name, readAssembly(outdir, name)]);
    return Object.fromEntries(assemblies) as Record<Name, Assembly>;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

interface Built {
  readonly stackName: string;
  readonly settings: Settings;
  readonly place: Place;
}

function build(app: App, id: string, { stackName, settings, place }: Built): void {
  const scopes = PLACES[place];
  if (scopes === undefined) {
    new EcommerceRecommendersStack(app, id, { stackName, settings });
    return;
  }
  const stack = new Stack(app, id, { stackName });
  // As the owner of an app tags.
  for (const [key, value] of Object.entries(settings.tags))
    Tags.of(stack).add(key, value, { excludeResourceTypes: ['aws:cdk:stack'] });
  const { shop: scope, addOns } = { addOns: undefined, ...scopes(stack) };
  const shop = new EcommerceRecommenders(scope, 'Shop', coreProps(stack, settings));
  new ShopOutputs(stack, 'Outputs', { shop, ...makeAddOns(shop, settings, addOns) });
}
