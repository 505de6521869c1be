/** A CDK app with nothing in it, run as cdk.json runs ours: what the CLI and the CDK take by themselves. */
export const EMPTY_APP =
  `node -r ./bin/run-typescript.cjs -e "const { App, Stack } = require('aws-cdk-lib'); ` +
  `const app = new App(); new Stack(app, 'Empty'); app.synth()"`;
