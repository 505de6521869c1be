import { Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import type { ShopUseCases } from '@ecommerce-recommenders/shop-data/recommender-options';
import type { RequestBounds } from '@ecommerce-recommenders/shop-data/request-bounds';
import type { UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import { AnalystRole } from './analyst-role';
import type { DataBucket } from './data-bucket';
import { DataSurvey } from './data-survey';
import type { DatasetGroup } from './dataset-group';
import type { DatasetImport } from './dataset-import';
import { placeFunctions, type NetworkProps } from './functions/network';
import type { ImportRole } from './import-role';
import { warnOfIgnoredBoundary } from './permissions-boundary';
import type { Recommender } from './recommender';
import { Recommenders } from './recommenders';
import { refuseNestedStack, refuseSecondShop } from './refuse-misplaced-shop';
import { watchRetention } from './retention';
import { ShopData } from './shop-data';
import type { ShopSettings } from './shop-settings';
import { Turns } from './turns';
import type { UserKey } from './user-key';
import { warnWithoutPersonalize } from './warn-without-personalize';

/** Data, use cases and surroundings of a {@link Shop}. */
export interface ShopProps extends NetworkProps, ShopSettings {
  /** Use cases that get a recommender. */
  readonly useCases: ShopUseCases;
  /** Who may assume the role of the shop's analysts; there is none without them. */
  readonly analysts: readonly iam.IPrincipal[];
  readonly analystsMayDelete: boolean;
  /** Bounds of rates that are adjusted between deployments: a deployment keeps a rate within them. */
  readonly rateBounds: ReadonlyMap<UseCaseName, RequestBounds>;
  /** Whether recommenders are stopped between deployments: a deployment starts them for an update, and stops them again. */
  readonly isPaused: boolean;
}

/**
 * The core of a shop: data bucket, roles, dataset group, datasets, imports, and recommenders with their training. It is complete
 * by itself and knows nothing of the add-ons, which take it as their `shop`.
 */
export class Shop extends Construct {
  /** Security groups of the functions; none without a VPC. */
  readonly securityGroups: readonly ec2.ISecurityGroup[];
  readonly dataBucket: DataBucket;
  readonly datasetGroup: DatasetGroup;
  /** Role with which Personalize reads the bucket. */
  readonly importRole: ImportRole;
  /** Dependencies of everything that trains: CloudFormation cannot see them in the properties. */
  readonly imports: readonly DatasetImport[];
  /** In the order of the use cases. */
  readonly recommenders: ReadonlyMap<UseCaseName, Recommender>;
  /** Present if analysts are given. */
  readonly analystRole?: AnalystRole;
  /** Present where the mapping hashes the ids of users. */
  readonly userKey?: UserKey;
  /** The key of createKey, also for logs and topics. */
  readonly createdKey?: IKey;
  /** Order in which custom resources of add-ons are created. */
  readonly turns = new Turns();
  readonly survey: DataSurvey;

  constructor(scope: Construct, id: string, props: ShopProps) {
    super(scope, id);
    // Messages name the construct around a shop with the id Default, which logical ids omit as well.
    const named = id === 'Default' ? scope : this;
    refuseNestedStack(named);
    refuseSecondShop(named);
    warnWithoutPersonalize(named, Stack.of(this).region);
    warnOfIgnoredBoundary(named);
    watchRetention(named);
    this.survey = new DataSurvey(named, props);
    this.survey.lookFor(props.useCases);
    this.securityGroups = placeFunctions(named, props);
    const data = new ShopData(this, 'Data', props);
    // Custom resources are deleted by functions that need the routes and endpoints of the VPC.
    if (props.vpc) data.node.addDependency(props.vpc);
    const { datasetGroup, dataBucket, importRole, imports } = data;
    const recommenders = new Recommenders(this, 'Recommenders', { ...props, datasetGroup });
    recommenders.node.addDependency(...imports);
    const { analysts, analystsMayDelete: mayDelete } = props;
    if (analysts.length > 0) {
      const on = { dataBucket, datasetGroup, importRole };
      this.analystRole = new AnalystRole(this, 'Analyst', { analysts, mayDelete, ...on });
    }
    this.dataBucket = dataBucket;
    this.datasetGroup = datasetGroup;
    this.importRole = importRole;
    this.imports = imports;
    this.recommenders = recommenders.byUseCase;
    this.userKey = data.userKey;
    this.createdKey = data.createdKey;
  }
}
