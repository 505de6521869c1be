import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { EcommerceRecommenders, type EcommerceRecommendersProps } from '../../lib';
import { idsOf, resourcesOf } from './support/resources';

let folder: string;
beforeAll(() => {
  process.env.CDK_VALIDATION = 'false';
  folder = mkdtempSync(path.join(os.tmpdir(), 'guard-rails-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** An app without bundling. */
const newApp = (): App =>
  new App({ analyticsReporting: false, outdir: folder, context: { 'aws:cdk:bundling-stacks': [] } });

const shopIn = (stack: Stack, props: Partial<EcommerceRecommendersProps> = {}): EcommerceRecommenders =>
  new EcommerceRecommenders(stack, 'Shop', { archive: 'shop.tar.gz', ...props });

describe('iam.Role.customizeRoles', () => {
  it('leaves no role in the template, and reports every role that a shop needs', () => {
    const app = newApp();
    iam.Role.customizeRoles(app);
    const stack = new Stack(app, 'Theirs');
    shopIn(stack, { eventTracker: true });
    const template = Template.fromStack(stack);
    expect(idsOf(template, 'AWS::IAM::Role')).toEqual([]);
    const report = readFileSync(path.join(folder, 'iam-policy-report.txt'), 'utf8');
    for (const role of [
      'Theirs/Shop/Data/ImportRole/Resource',
      'Theirs/RecommenderProvider/HandlerRole',
      'Theirs/RecommenderProvider/FrameworkWaiterRole',
      'Theirs/Custom::S3AutoDeleteObjectsCustomResourceProvider/Role',
    ])
      expect(report).toContain(`<missing role> (${role})`);
  });

  it('takes roles that exist, also for the function that empties the bucket', () => {
    const app = newApp();
    const emptying = 'Custom::S3AutoDeleteObjectsCustomResourceProvider';
    iam.Role.customizeRoles(app, {
      usePrecreatedRoles: {
        [`Theirs/${emptying}/Role`]: 'emptier',
        'Theirs/Shop/Data/ImportRole/Resource': 'import',
      },
    });
    const stack = new Stack(app, 'Theirs');
    shopIn(stack);
    const functions = resourcesOf(Template.fromStack(stack));
    const [emptier] = Object.keys(functions).filter((id) => /^CustomS3AutoDelete.*Handler/.test(id));
    expect(JSON.stringify(functions[emptier].Properties.Role)).toContain(':role/emptier');
    expect(functions[emptier].Properties.LoggingConfig).toEqual({
      LogGroup: { Ref: expect.any(String) as unknown },
    });
  });
});
