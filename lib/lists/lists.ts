import { Arn, ArnFormat, Stack, TagManager, TagType, type ITaggableV2 } from 'aws-cdk-lib';
import * as events from 'aws-cdk-lib/aws-events';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { Construct, type IConstruct } from 'constructs';
import type { ListsPlan, PlannedLists } from '@ecommerce-recommenders/shop-data/contracts/lists';
import {
  RECOMMENDER_TYPE,
  type RecommenderProperties,
} from '@ecommerce-recommenders/shop-data/contracts/recommender';
import { listedFilters } from '@ecommerce-recommenders/shop-data/lists/listed-filters';
import { LISTS_PREFIX } from '@ecommerce-recommenders/shop-data/lists/list-places';
import { LISTABLE, servedBy } from '@ecommerce-recommenders/shop-data/lists/serving';
import type { RecommenderOptions, ShopUseCases } from '@ecommerce-recommenders/shop-data/recommender-options';
import type { Settings } from '@ecommerce-recommenders/shop-data/settings/settings';
import { datesOf } from '@ecommerce-recommenders/personalize/filters/date-parameters';
import { USE_CASES, type UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import type { Filters } from '../filters/filter';
import { personalizeArn, recipeArn, resourceName } from '../shop/personalize-arn';
import { recommenderConfig } from '../shop/recommender';
import { startOf } from '../runs/rule-target';
import { tagProperty } from '../shop/tag-property';
import { topicKeyStatements } from '../runs/run-notices';
import { alarmOfBrokenRuns } from '../runs/run-alarms';
import { listsDefinition } from './lists-definition';
import { ListsFunctions, type ListsFunctionsProps } from './lists-functions';
import { ListsRun } from './lists-run';

/** What lists are made of, when, and where they go. */
export interface ListsProps
  extends
    Omit<ListsFunctionsProps, 'stateMachineName'>,
    Pick<Settings, 'useCases' | 'serving' | 'filters' | 'listsSchedule'> {
  readonly shopFilters: Filters;
  /**
   * Gets a notice when a run has failed.
   *
   * @default - nowhere but in the execution, which fails and says why
   */
  readonly topic?: ITopic;
}

/** Makes lists of recommendations on a schedule, with recommenders that exist only meanwhile. */
export class Lists extends Construct implements ITaggableV2 {
  /** The use cases that it makes lists for. */
  readonly useCases: ShopUseCases;
  /** Runs once for each renewal. */
  readonly stateMachine: sfn.StateMachine;
  /** Tags of the temporary recommenders, which `Tags.of` sets. */
  readonly cdkTagManager = new TagManager(TagType.MAP, RECOMMENDER_TYPE);

  constructor(
    scope: Construct,
    id: string,
    private readonly props: ListsProps,
  ) {
    super(scope, id);
    this.useCases = servedBy('lists', props);
    const { topic, shop, shopFilters } = props;
    const { imports, dataBucket } = shop;
    shop.survey.lookFor(this.useCases);
    const stateMachineName = machineName(this);
    const functions = new ListsFunctions(this, 'Functions', { ...props, stateMachineName });
    const plan = this.plan();
    this.stateMachine = new sfn.StateMachine(this, 'StateMachine', {
      stateMachineName,
      comment: 'Makes lists of recommendations with recommenders that exist only meanwhile',
      definitionBody: sfn.DefinitionBody.fromChainable(
        listsDefinition(
          this,
          functions,
          Stack.of(this).toJsonString(plan),
          props.trainingTimeoutHours,
          topic,
        ),
      ),
    });
    // CDK's task allows sns:Publish alone.
    for (const statement of topic ? topicKeyStatements(topic) : [])
      this.stateMachine.addToRolePolicy(statement);
    this.stateMachine.node.addDependency(functions, shopFilters, ...imports);
    const run = new ListsRun(this, 'Run', {
      stateMachine: this.stateMachine,
      executionArns: executionArns(this, `${stateMachineName}:*`),
      dataBucket,
      temporaryArns: plan.temporary,
      timeoutHours: props.trainingTimeoutHours,
      madeOf: {
        Recommenders: plan.recommenders.map(({ Name, RecommenderConfig }) => ({ Name, RecommenderConfig })),
        Filters: plan.lists.map(({ filterArn }) => filterArn ?? ''),
        Items: props.listsItems,
        Data: imports.map(({ dataVersion }) => dataVersion),
      },
    });
    run.node.addDependency(this.stateMachine);
    alarmOfBrokenRuns(this, this.stateMachine, {
      name: 'lists',
      topic,
      remedy:
        ', so lists were not renewed and its recommenders may be there, and billed. ' +
        'Execute the state machine: it deletes them and makes new lists.',
    });
    const rule = new events.Rule(this, 'Rule', {
      description: 'Renews the lists of recommendations',
      schedule: events.Schedule.expression(props.listsSchedule),
      targets: [startOf(this.stateMachine, { input: events.RuleTargetInput.fromObject({}) })],
    });
    // No run starts while the first resource deletes leftovers of earlier runs.
    rule.node.addDependency(run);
    shop.turns.take([this]);
  }

  /** `s3://bucket/lists/` */
  get prefix(): string {
    return this.props.shop.dataBucket.bucket.s3UrlForObject(LISTS_PREFIX);
  }

  /** Allows reading the lists and their manifest. */
  grantRead(grantee: iam.IGrantable): iam.Grant {
    return this.props.shop.dataBucket.grantReadBelow(grantee, LISTS_PREFIX);
  }

  private plan(): ListsPlan {
    const useCases = [...this.useCases];
    const arnOf = (useCase: UseCaseName): string =>
      personalizeArn(this, 'recommender', resourceName(this, useCase));
    const { filters, shopFilters } = this.props;
    return {
      recommenders: useCases.map(([useCase, options]) => this.recommender(useCase, options)),
      lists: useCases.flatMap(([useCase]): PlannedLists[] => {
        const recommenderArn = arnOf(useCase);
        const filtered = listedFilters(filters, useCase).map((filter) => ({
          useCase,
          recommenderArn,
          filter,
          filterArn: shopFilters.byName.get(filter)!.filterArn,
          ...datesOf(filters[filter]),
        }));
        return [{ useCase, recommenderArn }, ...filtered];
      }),
      temporary: LISTABLE.map(arnOf),
    };
  }

  private recommender(useCase: UseCaseName, options: RecommenderOptions): RecommenderProperties {
    return {
      Name: resourceName(this, useCase),
      DatasetGroupArn: this.props.shop.datasetGroup.datasetGroupArn,
      RecipeArn: recipeArn(USE_CASES[useCase].recipe),
      RecommenderConfig: recommenderConfig(options),
      Tags: tagProperty(this.cdkTagManager),
    };
  }
}

/** A fixed name, because the functions' policy refers to the state machine before it exists. */
const machineName = (scope: IConstruct): string => resourceName(scope, 'lists');

const executionArns = (scope: IConstruct, name: string): string =>
  Arn.format(
    {
      service: 'states',
      resource: 'execution',
      resourceName: name,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    },
    Stack.of(scope),
  );
