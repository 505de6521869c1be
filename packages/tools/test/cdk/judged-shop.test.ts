import { App, Stack, Stage } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Construct } from 'constructs';
import type { UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import { EcommerceRecommenders, ShopSource } from '../../../../lib';
import { withoutStackTraces } from '../../../../test/lib/support/synthesise';
import { shopArchive } from '../../../../test/support/shop-archive';
import { shopOfApp } from '../../src/cdk/judged-shop';
import { folderOfEach } from '../support/test-folder';

const folder = folderOfEach();
let archive: string;
beforeEach(() => writeFileSync((archive = join(folder.path, 'shop.tar')), shopArchive()));

const TWO: readonly UseCaseName[] = ['best-sellers', 'frequently-bought-together'];

const shopIn = (scope: Construct, id = 'Shop', source = ShopSource.fromArchive(archive)) =>
  new EcommerceRecommenders(scope, id, { source, useCases: TWO });

function judged(make: (app: App) => void, { stack = undefined as string | undefined, given = {} } = {}) {
  const outdir = join(folder.path, 'cdk.out');
  withoutStackTraces(() => {
    const app = new App({ outdir, analyticsReporting: false });
    make(app);
    app.synth();
  });
  return shopOfApp(outdir, given, stack);
}

it('an app is judged by the recommenders of its template, and by the archive that it publishes', () => {
  const { settings, ...shop } = judged((app) => {
    shopIn(new Stack(app, 'MyShop', { stackName: 'my-shop' }));
    new Stack(app, 'Others');
  });
  expect([...settings.useCases.keys()]).toEqual(TWO);
  expect(readFileSync(settings.archive)).toEqual(readFileSync(archive));
  expect(shop).toEqual({
    ...{ stackName: 'my-shop', prefix: 'my-shop', qualifier: 'hnb659fds', apiFunction: '', hasData: true },
  });
});

it('an app without an archive is judged without data, unless a copy is named', () => {
  const fromBucket = (app: App): void => {
    const stack = new Stack(app, 'MyShop');
    shopIn(stack, 'Outlet', ShopSource.fromBucket(new Bucket(stack, 'Exports'), 'shop/'));
  };
  expect(judged(fromBucket)).toMatchObject({
    prefix: 'MyShop_Outlet',
    hasData: false,
    settings: { archive: '', source: expect.stringMatching(/^s3:\/\/\$\{Exports\w+\}\/shop\/$/) as string },
  });
  const named = judged(fromBucket, { given: { archive } });
  expect([named.hasData, named.settings.archive]).toEqual([true, archive]);
});

it('the stack of a stage is found by its name, with its archive', () => {
  const make = (app: App) => ['Test', 'Prod'].forEach((id) => shopIn(new Stack(new Stage(app, id), 'Shop')));
  const { stackName, settings } = judged(make, { stack: 'Prod-Shop' });
  expect(stackName).toBe('Prod-Shop');
  expect(readFileSync(settings.archive)).toEqual(readFileSync(archive));
});

const both = (app: App, stack = new Stack(app, 'MyShop')) => ['A', 'B'].forEach((id) => shopIn(stack, id));
it.each<[string, (app: App) => void, string]>([
  ['no shop', (app) => new Stack(app, 'MyShop'), 'No stack of the app in cdk.json has a shop.'],
  ['two stacks', (app) => ['A', 'B'].forEach((id) => shopIn(new Stack(app, id))), 'with --stack NAME: A, B.'],
  ['several shops in a stack', both, 'The stack MyShop has several shops'],
])('an app with %s is told so', (_, make, says) => {
  expect(() => judged(make)).toThrow(says);
});
