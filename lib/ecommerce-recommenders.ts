import { Construct } from 'constructs';
import type { UseCaseName } from '../domain/use-cases';
import { AnalystRole } from './analyst-role';
import type { DataBucket } from './data-bucket';
import type { DatasetGroup } from './dataset-group';
import type { ImportRole } from './import-role';
import type { Recommender } from './recommender';
import { Recommenders } from './recommenders';
import type { Settings } from './settings';
import { ShopData } from './shop-data';

/** A shop's recommenders, from its archive of items, users and interactions. One shop a stack. */
export class EcommerceRecommenders extends Construct {
  readonly dataBucket: DataBucket;
  readonly datasetGroup: DatasetGroup;
  readonly importRole: ImportRole;
  readonly analystRole: AnalystRole;
  readonly recommenders: ReadonlyMap<UseCaseName, Recommender>;

  constructor(scope: Construct, id: string, settings: Settings) {
    super(scope, id);
    const data = new ShopData(this, 'Data', settings);
    const { datasetGroup, dataBucket, importRole } = data;
    const recommenders = new Recommenders(this, 'Recommenders', { ...settings, datasetGroup });
    recommenders.node.addDependency(...data.imports);

    this.analystRole = new AnalystRole(this, 'Analyst', { dataBucket, datasetGroup, importRole });
    this.dataBucket = dataBucket;
    this.datasetGroup = datasetGroup;
    this.importRole = importRole;
    this.recommenders = recommenders.byUseCase;
  }
}
