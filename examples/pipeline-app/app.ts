/** A pipeline that deploys a shop after each push: its stack is in a Stage. `cdk deploy ShopPipeline` once; then push. */
import { App, Stack, Stage, type StageProps } from 'aws-cdk-lib';
import { PipelineType } from 'aws-cdk-lib/aws-codepipeline';
import { CodePipeline, CodePipelineSource, ManualApprovalStep, ShellStep } from 'aws-cdk-lib/pipelines';
import type { Construct } from 'constructs';
import { join } from 'node:path';
import { EcommerceRecommenders, ShopSource } from '../../lib';

class ShopStage extends Stage {
  constructor(scope: Construct, id: string, props?: StageProps) {
    super(scope, id, props);
    new EcommerceRecommenders(new Stack(this, 'Shop'), 'Shop', {
      source: ShopSource.fromArchive(join(__dirname, '../../assets/RetailSampleDataSet.tar.gz')),
      useCases: ['best-sellers'],
    });
  }
}

const app = new App();
const stack = new Stack(app, 'ShopPipeline');

const pipeline = new CodePipeline(stack, 'Pipeline', {
  pipelineType: PipelineType.V2,
  synth: new ShellStep('Synth', {
    input: CodePipelineSource.connection('OWNER/REPOSITORY', 'main', {
      // Made in the console, where the owner of the repository agrees.
      connectionArn: stack.formatArn({
        service: 'codeconnections',
        resource: 'connection',
        resourceName: 'CONNECTION-ID',
      }),
    }),
    commands: ['npm ci', 'cd examples/pipeline-app', 'npx cdk synth'],
    primaryOutputDirectory: 'examples/pipeline-app/cdk.out',
  }),
});
pipeline.addStage(new ShopStage(stack, 'Prod'), {
  // A new recommender is billed from the moment it is ACTIVE.
  pre: [new ManualApprovalStep('Approve')],
});
