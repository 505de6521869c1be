/** A CDK app of one's own with a shop in it: a back end that may ask, and an alarm for when it gets no answer. */
import { App, CfnOutput, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { join } from 'node:path';
import { EcommerceRecommenders, ShopEventTracker, ShopSource } from '../../lib';

const app = new App();
const stack = new Stack(app, 'MyShop');

const shop = new EcommerceRecommenders(stack, 'Shop', {
  source: ShopSource.fromArchive(join(__dirname, '../../assets/RetailSampleDataSet.tar.gz')),
  useCases: ['best-sellers'],
});
new ShopEventTracker(stack, 'Events', { shop });

const backEnd = new Function(stack, 'BackEnd', {
  runtime: Runtime.NODEJS_24_X,
  handler: 'index.handler',
  code: Code.fromAsset(join(__dirname, 'back-end')),
  // One that Lambda makes by itself would outlive the stack.
  logGroup: new LogGroup(stack, 'BackEndLogs', { removalPolicy: RemovalPolicy.DESTROY }),
  environment: { BEST_SELLERS: shop.recommenderArn('best-sellers') },
});
shop.grantRecommend(backEnd);

shop
  .metricServerErrors('best-sellers')
  .createAlarm(stack, 'BestSellersFail', { threshold: 1, evaluationPeriods: 1 });

new CfnOutput(stack, 'BackEndName', { value: backEnd.functionName });
// For a back end in another app: examples/back-end-app.
new CfnOutput(stack, 'BestSellersArn', {
  value: shop.recommenderArn('best-sellers'),
  exportName: 'BestSellersArn',
});
