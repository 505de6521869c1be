import { App, CfnOutput, Stack, Tags } from 'aws-cdk-lib';
import { HttpApi, HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';

// The API that the CDK makes of its defaults.
const app = new App();
const stack = new Stack(app, 'Shop');
const shelves = new LambdaFunction(stack, 'Shelves', {
  code: Code.fromInline('exports.handler = async ({ rawPath }) => ({ path: rawPath });'),
  runtime: Runtime.NODEJS_22_X,
  handler: 'index.handler',
});
const api = new HttpApi(stack, 'Api', { description: app.node.tryGetContext('description') as string });
api.addRoutes({
  path: '/shelves/{name}',
  methods: [HttpMethod.GET, HttpMethod.HEAD],
  integration: new HttpLambdaIntegration('Integration', shelves),
});
Tags.of(stack).add('owner', 'shop');
new CfnOutput(stack, 'ApiUrl', { value: api.apiEndpoint });
