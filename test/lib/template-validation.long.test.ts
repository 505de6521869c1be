import { App, CfnResource, Stack } from 'aws-cdk-lib';
import { CfnRecommender } from 'aws-cdk-lib/aws-personalize';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { specificationOf } from '../support/aws-specification';
import { EVERY_SHOP } from './support/every-shop';
import { findingsIn, synthesise } from './support/synthesise';

/** Resources that CloudFormation refuses, and the finding. */
const WRONG: readonly (readonly [type: string, properties: object, finding: string])[] = [
  ['AWS::Personalize::Nothing', {}, "Unknown resource type 'AWS::Personalize::Nothing'"],
  ['AWS::SNS::Topic', { TopicNme: 'x' }, "'TopicNme' was unexpected"],
  ['AWS::Personalize::Schema', { Name: 'schema' }, "'Schema' is a required property"],
  ['AWS::KMS::Alias', { AliasName: 'shop', TargetKeyId: 'k' }, "'shop' does not match pattern"],
];

describe('CDK’s own validation, by CloudFormation’s schemas,', () => {
  it.each(Object.entries(EVERY_SHOP))('finds nothing in the template, with %s', (_what, context) => {
    expect(synthesise({ validate: true, context }).findings).toEqual([]);
  });

  it('would find unknown types and properties, missing ones and impossible values', () => {
    process.env.CDK_VALIDATION = 'true';
    const outdir = mkdtempSync(join(tmpdir(), 'validated-'));
    const app = new App({ analyticsReporting: false, outdir });
    const stack = new Stack(app, 'Wrong');
    for (const [at, [type, properties]] of WRONG.entries())
      new CfnResource(stack, `Wrong${at}`, { type, properties: { ...properties } });
    app.synth();
    const found = JSON.stringify(findingsIn(outdir));
    rmSync(outdir, { recursive: true });
    expect(WRONG.filter(([, , finding]) => !found.includes(finding))).toEqual([]);
  });
});

it('the native recommender has no schema to compare with yet: docs/decisions/custom-resources.md', () => {
  expect(specificationOf(CfnRecommender.CFN_RESOURCE_TYPE_NAME)).toBeUndefined();
});
