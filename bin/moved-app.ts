import { App, CfnResource, Stack } from 'aws-cdk-lib';
import { FILTER_TYPE } from '@ecommerce-recommenders/shop-data/contracts/functions/filter';
import { PROJECT_FOLDER } from '@ecommerce-recommenders/shop-data/contracts/project-folder';
import { stackNameOf } from '@ecommerce-recommenders/shop-data/contracts/stack-name';
import { whenStarterGoes } from 'embedded-aws/command/starter.cjs';
import { makeAddOns } from '../lib/app/add-ons';
import { ShopOutputs } from '../lib/app/outputs';
import { coreProps } from '../lib/app/props-of-settings';
import { readSettings } from '../lib/app/read-settings';
import { EcommerceRecommenders } from '../lib/shop/ecommerce-recommenders';

// Deploys the shop of cdk.json with other constructs, for `npm run prove`: all logical ids differ from those of app.ts.
whenStarterGoes(() => process.exit(1), { isBelowProgram: true });

const app = new App({ analyticsReporting: false });
const settings = readSettings(app.node, PROJECT_FOLDER);
const stack = new Stack(app, stackNameOf(settings.stage));
const shop = new EcommerceRecommenders(stack, 'Shop', coreProps(stack, settings));
new ShopOutputs(stack, 'Outputs', { shop, ...makeAddOns(shop, settings) });

// With this variable, the last resource fails: a filter that Personalize rejects. The other resources have moved by then.
if (process.env.PROOF_REJECTS !== undefined) {
  const resources = stack.node.findAll().filter((construct) => CfnResource.isCfnResource(construct));
  const last = resources.filter(({ cfnResourceType }) => cfnResourceType === FILTER_TYPE).at(-1)!;
  last.addPropertyOverride('FilterExpression', 'EXCLUDE everything');
  for (const one of resources) if (one !== last) last.addDependency(one);
}
