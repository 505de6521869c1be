import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { USE_CASES } from '../domain/use-cases';
import { AnalystRole } from './analyst-role';
import { warnWithoutPersonalize } from './warn-without-personalize';
import { Recommenders } from './recommenders';
import type { Settings } from './settings';
import { ShopData } from './shop-data';

/** What a shop decides, see `cdk.json`. */
export interface EcommerceRecommendersStackProps extends StackProps {
  readonly settings: Settings;
  /**
   * Region that the stack is about to be deployed to, where the stack itself names none.
   *
   * @default - unknown: no warning where Personalize is missing
   */
  readonly likelyRegion?: string;
}

/** A shop's recommenders, from its archive of items, users and interactions. */
export class EcommerceRecommendersStack extends Stack {
  constructor(scope: Construct, id: string, props: EcommerceRecommendersStackProps) {
    super(scope, id, props);
    const { settings } = props;

    const data = new ShopData(this, 'Data', settings);
    const { datasetGroup, dataBucket, importRole } = data;
    const recommenders = new Recommenders(this, 'Recommenders', { ...settings, datasetGroup });
    recommenders.node.addDependency(...data.imports);
    const analyst = new AnalystRole(this, 'Analyst', { dataBucket, datasetGroup, importRole });

    const outputs: Record<string, string> = {
      DatasetGroupArn: datasetGroup.datasetGroupArn,
      DataBucketName: dataBucket.bucket.bucketName,
      ImportRoleArn: importRole.roleArn,
      AnalystRoleArn: analyst.roleArn,
    };
    for (const [useCase, { recommenderArn }] of recommenders.byUseCase) {
      outputs[USE_CASES[useCase].output] = recommenderArn;
    }
    for (const [key, value] of Object.entries(outputs)) new CfnOutput(this, key, { value });

    warnWithoutPersonalize(this, props.likelyRegion);
  }
}
