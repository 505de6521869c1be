/** A CDK app that does so little, run as cdk.json runs ours: what the CLI and the CDK take by themselves. */
const appOf = (more: string): string =>
  `node -r ./bin/run-typescript.cjs -e "const { App, CfnResource, Stack } = require('aws-cdk-lib'); ` +
  `const app = new App(); const stack = new Stack(app, 'Empty'); ${more}app.synth()"`;

/** Has a stack with nothing in it, which the CLI does not deploy. */
export const EMPTY_APP = appOf('');

/** Has a stack of one resource that is there as soon as it is asked for. */
export const ONE_RESOURCE_APP = appOf(
  `new CfnResource(stack, 'Nothing', { type: 'AWS::CloudFormation::WaitConditionHandle' }); `,
);
