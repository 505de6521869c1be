import { App, CfnOutput, CustomResource, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Provider } from 'aws-cdk-lib/custom-resources';

/** Answers as the CDK's provider framework expects; `Fail` makes it fail. */
const ON_EVENT = `
exports.handler = async (event) => {
  if (event.ResourceProperties.Fail && event.RequestType !== 'Delete') throw new Error('the cause of it all');
  return { PhysicalResourceId: 'thing', Data: { Doubled: String(event.ResourceProperties.Size * 2) } };
};`;

const app = new App({ analyticsReporting: false });
const stack = new Stack(app, 'Small');
// A log group that Lambda creates on first use outlives the stack, on AWS as here.
const logGroup = new LogGroup(stack, 'Logs', { removalPolicy: RemovalPolicy.DESTROY });
const onEventHandler = new Function(stack, 'OnEvent', {
  runtime: Runtime.NODEJS_20_X,
  handler: 'index.handler',
  // For a hotswap, which changes the code alone.
  code: Code.fromInline(
    `${ON_EVENT} // ${(app.node.tryGetContext('remark') as string | undefined) ?? 'none'}`,
  ),
  logGroup,
});
const { serviceToken } = new Provider(stack, 'Provider', { onEventHandler, logGroup });
const bucket = new Bucket(stack, 'Bucket', { removalPolicy: RemovalPolicy.DESTROY });
if (app.node.tryGetContext('more')) new Bucket(stack, 'More', { removalPolicy: RemovalPolicy.RETAIN });
const thing = new CustomResource(stack, 'Thing', {
  serviceToken,
  properties: {
    Size: (app.node.tryGetContext('size') as string | undefined) ?? '1',
    Bucket: bucket.bucketName,
    Fail: app.node.tryGetContext('fail') as string | undefined,
  },
});
new CfnOutput(stack, 'Doubled', { value: thing.getAttString('Doubled') });
