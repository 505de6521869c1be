/** A back end in an app of its own, which asks a recommender that another app deploys: that of minimal-app. */
import { App, CfnOutput, Fn, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { join } from 'node:path';
import { Recommender } from '../../lib';

const app = new App();
const stack = new Stack(app, 'MyBackEnd');

const bestSellers = Recommender.fromRecommenderArn(stack, 'BestSellers', Fn.importValue('BestSellersArn'));

const backEnd = new Function(stack, 'BackEnd', {
  runtime: Runtime.NODEJS_24_X,
  handler: 'index.handler',
  code: Code.fromAsset(join(__dirname, '../minimal-app/back-end')),
  // One that Lambda makes by itself would outlive the stack.
  logGroup: new LogGroup(stack, 'BackEndLogs', { removalPolicy: RemovalPolicy.DESTROY }),
  environment: { BEST_SELLERS: bestSellers.recommenderArn },
});
bestSellers.grantRecommend(backEnd);
bestSellers
  .metric('serverErrors')
  .createAlarm(stack, 'BestSellersFail', { threshold: 1, evaluationPeriods: 1 });

new CfnOutput(stack, 'BackEndName', { value: backEnd.functionName });
