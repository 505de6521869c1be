import { App } from 'aws-cdk-lib';
import path from 'node:path';
import { STACK_NAME } from '../domain/stack-name';
import { EcommerceRecommendersStack } from '../lib/ecommerce-recommenders-stack';
import { readSettings } from '../lib/settings';

// No analytics: their resource carries a table of all regions and shows up in every diff.
const app = new App({ analyticsReporting: false });

new EcommerceRecommendersStack(app, STACK_NAME, {
  description:
    'Amazon Personalize recommenders of a shop: data, ECOMMERCE dataset group, one recommender a use case',
  settings: readSettings(app.node, path.resolve(__dirname, '..')),
  // The stack itself fits any region; this is the one that the CLI is about to use.
  likelyRegion: process.env.CDK_DEFAULT_REGION,
});
