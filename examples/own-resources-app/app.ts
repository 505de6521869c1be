/** Two shops in a stack: each reads its CSV parts in the company's bucket, is encrypted with its key, and tells its topic. */
import { App, CfnOutput, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EcommerceRecommenders, ShopNotices, ShopOutputs, ShopSource, ShopWatching } from '../../lib';

const app = new App();

// Deploy this stack first, and put items/*.csv, users/*.csv and interactions/*.csv below shop/ and below outlet/ of the bucket.
const company = new Stack(app, 'Company');
const encryptionKey = new Key(company, 'Key', {
  enableKeyRotation: true,
  removalPolicy: RemovalPolicy.DESTROY,
});
const topic = new Topic(company, 'Notices');
const exports = new Bucket(company, 'Exports', {
  encryption: BucketEncryption.KMS,
  encryptionKey,
  blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
  enforceSSL: true,
  // Deleted with its stack once it is empty.
  removalPolicy: RemovalPolicy.DESTROY,
});
new CfnOutput(company, 'ExportsName', { value: exports.bucketName });

const stack = new Stack(app, 'Shops');

function addShop(id: string, prefix: string): void {
  const shop = new EcommerceRecommenders(stack, id, {
    source: ShopSource.fromBucket(exports, prefix),
    useCases: ['best-sellers'],
    encryptionKey,
  });
  const notices = new ShopNotices(shop, 'Notices', { shop, topic });
  new ShopWatching(shop, 'Watching', { shop, notices });
  new ShopOutputs(shop, 'Outputs', { shop });
}

// Named Shops, as the stack: its recommender is Shops-best-sellers, and its output BestSellersRecommenderArn.
addShop('Shop', 'shop/');
// Named Shops_Outlet: Shops_Outlet-best-sellers, and OutletBestSellersRecommenderArn.
addShop('Outlet', 'outlet/');
