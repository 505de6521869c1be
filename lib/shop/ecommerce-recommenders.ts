import { Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import type { CoreSettings } from '@ecommerce-recommenders/shop-data/contracts/settings/core-settings';
import type { ShopUseCases } from '@ecommerce-recommenders/shop-data/contracts/recommender-options';
import type { RequestBounds } from '@ecommerce-recommenders/shop-data/contracts/request-bounds';
import type { UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import { AnalystRole } from './analyst-role';
import { checkedCore } from './checked-core';
import type { DataBucket } from './data-bucket';
import type { DatasetGroup } from './dataset-group';
import type { DatasetImport } from './dataset-import';
import type { EcommerceRecommendersProps } from './ecommerce-recommenders-props';
import { expireLeftovers } from './expire-leftovers';
import { placeFunctions } from './functions/network';
import type { ImportRole } from './import-role';
import { warnOfIgnoredBoundary } from './permissions-boundary';
import type { Recommender } from './recommender';
import { Recommenders } from './recommenders';
import { refuseNestedStack, takeName } from './refuse-misplaced-shop';
import { watchRetention } from './retention';
import { ImportedShop, ShopBase, type IEcommerceRecommenders, type ShopAttributes } from './shop-base';
import { ShopData } from './shop-data';
import { belongTo } from './shop-of';
import type { ShopSettings } from './shop-settings';
import type { ShopProfile } from './source';
import { CreationOrder } from './creation-order';
import type { UserKey } from './user-key';
import { refuseMetadataInChina, warnWithoutPersonalize } from './warn-without-personalize';

/**
 * The core of a shop: data bucket, roles, dataset group, datasets, imports, and recommenders with their training. It
 * works without the add-ons, which take it as their `shop`.
 *
 * ```ts
 * const source = ShopSource.fromArchive('shop.tar.gz');
 * const shop = new EcommerceRecommenders(stack, 'Shop', { source });
 * shop.grantRecommend(backEnd);
 * backEnd.addEnvironment('BEST_SELLERS', shop.recommenderArn('best-sellers'));
 * ```
 */
export class EcommerceRecommenders extends ShopBase implements ec2.IConnectable {
  /** Refers to another app's shop, for the permissions and alarms of its callers. Add-ons need a shop of their own stack. */
  static fromShopAttributes(
    scope: Construct,
    id: string,
    attributes: ShopAttributes,
  ): IEcommerceRecommenders {
    return new ImportedShop(scope, id, attributes);
  }

  readonly name: string;
  /** Security groups of the functions; empty without a VPC. */
  readonly connections: ec2.Connections;
  /** Bucket of the prepared files. */
  readonly dataBucket: DataBucket;
  readonly datasetGroup: DatasetGroup;
  /** Role with which Personalize reads the bucket. */
  readonly importRole: ImportRole;
  /** HMAC key of the user id hashes, present if the property `data` asks for them. A back end needs `grantGenerateMac`. */
  readonly userKey?: IKey;
  /** Role for people who work with the recommendations; present if `analysts` are given. */
  readonly analystRole?: AnalystRole;
  /** Recommenders in the order of the property `useCases`. */
  readonly recommenders: ReadonlyMap<UseCaseName, Recommender>;
  /** @internal The properties, checked and complete. */
  readonly settings: ShopSettings;
  /** @internal Values that add-ons are checked against. */
  readonly checked: CoreSettings;
  /** @internal Use cases that have a recommender. */
  readonly useCases: ShopUseCases;
  /** @internal */
  readonly imports: readonly DatasetImport[];
  /** @internal The key that `createKey` creates. It also encrypts logs and topics. */
  readonly createdKey?: IKey;
  /** @internal `userKey` with the permission to use it. */
  readonly hashKey?: UserKey;
  /** @internal Order in which the custom resources of the shop and its add-ons are created. */
  readonly order = new CreationOrder();
  /** @internal */
  readonly profile: ShopProfile;
  private readonly trained: Recommenders;

  constructor(scope: Construct, id: string, props: EcommerceRecommendersProps) {
    super(scope, id);
    belongTo(this, this);
    const { settings, checked } = checkedCore(this, props);
    const { useCases } = checked;
    this.settings = settings;
    this.checked = checked;
    this.useCases = useCases;
    refuseNestedStack(this);
    this.name = takeName(this);
    const { region } = Stack.of(this);
    warnWithoutPersonalize(this, region);
    refuseMetadataInChina(region, useCases);
    warnOfIgnoredBoundary(this);
    watchRetention(this);
    this.profile = props.source.profile(this);
    this.connections = new ec2.Connections({ securityGroups: placeFunctions(this, props) });
    const { source } = props;
    const data = new ShopData(this, 'Data', { ...settings, source });
    // The functions that delete custom resources need the VPC's routes and endpoints until then.
    if (props.vpc) data.node.addDependency(props.vpc);
    const { datasetGroup, dataBucket, importRole, imports, imported } = data;
    expireLeftovers(dataBucket);
    this.trained = new Recommenders(this, 'Recommenders', { ...settings, useCases, datasetGroup });
    this.order.imported.add(imported);
    this.trained.node.addDependency(imported);
    this.order.before.add(imported, ...this.trained.byUseCase.values());
    this.joinOrder(data);
    const { analysts = [], analystsMayDelete: mayDelete = false } = props;
    if (analysts.length > 0) {
      const on = { dataBucket, datasetGroup, importRole };
      this.analystRole = new AnalystRole(this, 'Analyst', { analysts, mayDelete, ...on });
    }
    this.dataBucket = dataBucket;
    this.datasetGroup = datasetGroup;
    this.importRole = importRole;
    this.imports = imports;
    this.recommenders = this.trained.byUseCase;
    this.hashKey = data.userKey;
    this.userKey = data.userKey?.key;
    this.createdKey = data.createdKey;
  }

  /**
   * Creates the data of this shop after that of earlier shops of the stack. Waits for training start only after all
   * shops are created: see {@link CreationOrder}. Deletions run in reverse.
   */
  private joinOrder({ first }: ShopData): void {
    const stack = Stack.of(this);
    const before = shopsOf.get(stack) ?? [];
    shopsOf.set(stack, [...before, this]);
    for (const { trained, order } of before) {
      for (const one of first) one.node.addDependency(order.before);
      trained.training?.node.addDependency(this.order.before);
      if (trained.training) this.trained.training?.node.addDependency(trained.training);
    }
  }

  /** @internal Makes a deployment keep rates that are within bounds, because an add-on adjusts them between deployments. */
  keepRatesWithin(bounds: ReadonlyMap<UseCaseName, RequestBounds>): void {
    this.trained.keepRatesWithin(bounds);
    this.profile.price({ rateBounds: bounds });
  }

  /** @internal Makes a deployment start stopped recommenders for an update, and stop them again. */
  stopBetweenDeployments(): void {
    this.trained.stopBetweenDeployments();
  }
}

/** Shops of each stack, in the order of their creation. */
const shopsOf = new WeakMap<Stack, EcommerceRecommenders[]>();
