import { Annotations, Aws, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { resourceName } from '../personalize-arn';
import { shopOf, type NamedShop } from '../shop-of';

/** Retention and encryption of a shop's logs. */
export interface LogProps {
  /**
   * How long the logs of functions and jobs are kept.
   *
   * @default logs.RetentionDays.ONE_MONTH
   */
  readonly logRetention?: logs.RetentionDays;
  /**
   * Key of the log groups. The policy of an imported key must let CloudWatch Logs use it; an annotation says how.
   *
   * @default - the key that `createKey` creates; otherwise a key that CloudWatch Logs owns
   */
  readonly logEncryptionKey?: IKey;
}

/** Log properties of each shop. */
const known = new WeakMap<NamedShop, LogProps>();

/** Sets the properties of all log groups that a shop creates from now on. */
export function keepLogs(shop: Construct, props: LogProps): void {
  known.set(shopOf(shop), props);
  if (props.logEncryptionKey) admitLogs(shop, props.logEncryptionKey);
}

/** A log group that is deleted with the stack. Without it, Lambda would create one that remains and never expires. */
export function shopLogGroup(scope: Construct, id: string, logGroupName?: string): logs.LogGroup {
  const { logRetention, logEncryptionKey } = known.get(shopOf(scope)) ?? {};
  return new logs.LogGroup(scope, id, {
    logGroupName,
    retention: logRetention ?? logs.RetentionDays.ONE_MONTH,
    encryptionKey: logEncryptionKey,
    removalPolicy: RemovalPolicy.DESTROY,
  });
}

/**
 * Name patterns of the log groups. CloudFormation generates all names except those of a Glue job. Generated names
 * begin with the stack's name, which all shops of the stack share. The key's policy cannot refer to a group, because
 * the group depends on the key.
 */
const namesOf = (shop: Construct): string[] => [
  `${Stack.of(shop).stackName}-*`,
  `/aws-glue/${resourceName(shop, '*')}`,
];

/**
 * Lets CloudWatch Logs use a key, for the log groups of the shop's stack only.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
 */
function admitLogs(shop: Construct, key: IKey): void {
  const statement = new iam.PolicyStatement({
    principals: [new iam.ServicePrincipal(`logs.${Aws.REGION}.${Aws.URL_SUFFIX}`)],
    actions: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey'],
    resources: ['*'],
    conditions: {
      ArnLike: {
        'kms:EncryptionContext:aws:logs:arn': namesOf(shop).map(
          (name) => `arn:${Aws.PARTITION}:logs:${Aws.REGION}:${Aws.ACCOUNT_ID}:log-group:${name}`,
        ),
      },
    },
  });
  if (key.addToResourcePolicy(statement).statementAdded) return;
  Annotations.of(shop).addInfoV2(
    'ecommerce-recommenders:log-key-policy',
    `The policy of the key ${key.node.path} is not this stack's to change. It must let logs.REGION.amazonaws.com use it for ` +
      `log groups whose names begin with ${namesOf(shop).join(' or ')}: ` +
      `kms:Encrypt, kms:Decrypt, kms:ReEncrypt*, kms:GenerateDataKey* and kms:DescribeKey.`,
  );
}
