import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { idsOf, listOf, resourcesOf, statementsOf } from '../support/resources';
import { newApp, outdir, shopIn, templateWith, theirStack, told } from '../support/shop-in';

describe('iam.Role.customizeRoles', () => {
  it('leaves no role in the template, and reports every role that a shop needs', () => {
    const app = newApp();
    iam.Role.customizeRoles(app);
    const stack = new Stack(app, 'Theirs');
    shopIn(stack, {}, { eventTracker: true });
    const template = Template.fromStack(stack);
    expect(idsOf(template, 'AWS::IAM::Role')).toEqual([]);
    const report = readFileSync(path.join(outdir, 'iam-policy-report.txt'), 'utf8');
    const roles = idsOf(templateWith({}, { eventTracker: true }), 'AWS::IAM::Role');
    expect(report.match(/^<missing role>/gm)).toHaveLength(roles.length);
    for (const role of [
      'Theirs/Shop/Data/ImportRole/Resource',
      'Theirs/CoreProvider/HandlerRole',
      'Theirs/CoreProvider/FrameworkWaiterRole',
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

describe('a permissions boundary', () => {
  const KEY = '@aws-cdk/core:permissionsBoundary';
  const stackWith = (boundary: unknown): Stack => {
    const stack = theirStack({ [KEY]: boundary });
    shopIn(stack, {}, { freshData: true, watch: true, stopWhenIdleHours: 3, eventTracker: true });
    return stack;
  };

  it('is on every role, CDK’s own included', () => {
    const template = Template.fromStack(stackWith({ name: 'boundary' }));
    const roles = Object.entries(template.findResources('AWS::IAM::Role'));
    expect(roles.length).toBeGreaterThan(15);
    for (const [id, { Properties }] of roles)
      expect([id, JSON.stringify(Properties)]).toEqual([id, expect.stringContaining(':policy/boundary')]);
  });

  it('that is text, which CDK ignores, is warned of', () => {
    expect(told(stackWith('{"name":"boundary"}'), 'Warning', 'which CDK ignores')).toEqual([
      expect.stringContaining(`The context ${KEY} is the text {"name":"boundary"}`),
    ]);
  });
});

describe('analysts', () => {
  const analysts = [new iam.ArnPrincipal('arn:aws:iam::111122223333:role/analyst')];
  const actionsOf = (template: Template, start = 'ShopAnalyst'): string[] =>
    statementsOf(template).flatMap(([id, { Action }]) => (id.startsWith(start) ? listOf(Action) : []));

  it('have no role where there are none', () => {
    const stack = theirStack();
    expect(shopIn(stack).analystRole).toBeUndefined();
    expect(JSON.stringify(Template.fromStack(stack).toJSON())).not.toMatch(/sagemaker|"ShopAnalyst/);
  });

  it('alone assume their role, and delete nothing unless the host says so, and then by a policy of its own', () => {
    const template = templateWith({ analysts });
    const [role] = idsOf(template, 'AWS::IAM::Role').filter((id) => id.startsWith('ShopAnalyst'));
    expect(resourcesOf(template)[role].Properties.AssumeRolePolicyDocument).toMatchObject({
      Statement: [{ Principal: { AWS: 'arn:aws:iam::111122223333:role/analyst' } }],
    });
    const reading = actionsOf(template);
    expect(reading).toContain('personalize:GetRecommendations');
    expect(reading.filter((action) => action.includes('Delete'))).toEqual([]);
    const other = templateWith({ analysts, analystsMayDelete: true });
    const added = actionsOf(other, 'ShopAnalystDeletion');
    expect(added).toContain('s3:DeleteObject');
    expect(actionsOf(other)).toHaveLength(reading.length + added.length);
  });
});
