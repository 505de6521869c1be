import { Stack, TagManager, TagType, type ITaggableV2 } from 'aws-cdk-lib';
import * as events from 'aws-cdk-lib/aws-events';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { ListsPlan, PlannedLists } from '@ecommerce-recommenders/shop-data/contracts/functions/lists';
import {
  RECOMMENDER_TYPE,
  type RecommenderProperties,
} from '@ecommerce-recommenders/shop-data/contracts/functions/recommender';
import { listedFilters } from '@ecommerce-recommenders/shop-data/contracts/lists/listed-filters';
import { LISTS_PREFIX } from '@ecommerce-recommenders/shop-data/contracts/lists/list-places';
import { LISTABLE, servedBy } from '@ecommerce-recommenders/shop-data/contracts/lists/serving';
import { describingColumns } from '@ecommerce-recommenders/shop-data/contracts/lists/similar-items';
import { tablesOf } from '@ecommerce-recommenders/shop-data/data/mapping/datasets-of';
import type {
  RecommenderOptions,
  ShopUseCases,
} from '@ecommerce-recommenders/shop-data/contracts/recommender-options';
import type { ShopValues } from '@ecommerce-recommenders/shop-data/contracts/settings/settings';
import { datesOf } from '@ecommerce-recommenders/personalize/filters/date-parameters';
import { USE_CASES, type UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import type { ShopFilters } from '../filters/filters';
import { personalizeArn, recipeArn, resourceName } from '../shop/personalize-arn';
import { recommenderConfig } from '../shop/recommender';
import { checkedAddOn, type AddOnRules } from '../add-ons/checked-add-on';
import type { EcommerceRecommenders } from '../shop/ecommerce-recommenders';
import { invalid } from '../shop/validation-error';
import { startOf } from '../runs/rule-target';
import { tagProperty } from '../shop/tag-property';
import { runMachine, statesArn } from '../runs/run-machine';
import { listsDefinition } from './lists-definition';
import { annotateListsCost } from './annotate-cost';
import { ListsFunctions } from './lists-functions';
import { ListsRun } from './lists-run';

/** Content and schedule of the lists. See docs/lists.md. */
export interface ShopListsProps {
  readonly shop: EcommerceRecommenders;
  /**
   * Use cases that are served from lists and have no recommender: an array, or an object from use case to options.
   *
   * @default - none, if only similarItems are made
   */
  readonly useCases?:
    | readonly UseCaseName[]
    | Partial<Record<UseCaseName, RecommenderOptions>>
    | ShopUseCases;
  /**
   * Schedule of the runs.
   *
   * @default Schedule.rate(Duration.days(7))
   */
  readonly schedule?: events.Schedule;
  /**
   * Items that get lists of their own: the whole catalogue, or only items with an interaction in the training data.
   *
   * @default 'all'
   */
  readonly items?: 'all' | 'with-traffic';
  /**
   * Whether to make lists of similar items from the catalogue. They use neither Personalize nor filters.
   *
   * @default false
   */
  readonly similarItems?: boolean;
  /**
   * Filters for which separate lists are made.
   *
   * @default - none
   */
  readonly filters?: ShopFilters;
  /**
   * Topic for notices of failed runs.
   *
   * @default - no notice; the execution fails with the reason
   */
  readonly topic?: ITopic;
}

const RULES: AddOnRules<ShopListsProps> = {
  shop: 'object',
  useCases: 'useCases',
  schedule: 'listsSchedule',
  items: 'listsItems',
  similarItems: 'similarItems',
  filters: 'object',
  topic: 'object',
};

/** Makes lists of recommendations on a schedule. Its recommenders exist only during a run. */
export class ShopLists extends Construct implements ITaggableV2 {
  /** The use cases that are served from lists. */
  readonly useCases: ShopUseCases;
  /** One execution is one run. */
  readonly stateMachine: sfn.StateMachine;
  /** Tags of the temporary recommenders, which `Tags.of` sets. */
  readonly cdkTagManager = new TagManager(TagType.MAP, RECOMMENDER_TYPE);
  /** @internal The use cases of the shop and of the lists, as settings, with how each is served. */
  readonly checked: Partial<ShopValues>;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: ShopListsProps,
  ) {
    super(scope, id);
    const { topic, shop, filters } = props;
    const settings = checkedAddOn(this, props, RULES, {
      given: () => this.served(),
      checked: filters?.checked,
      names: { serving: 'useCases' },
    });
    const { useCases, serving, listsSchedule, listsItems, similarItems } = settings;
    this.checked = { useCases, serving, listsSchedule, listsItems, similarItems };
    const { imports, order, dataBucket } = shop;
    this.useCases = servedBy('lists', settings);
    dataBucket.serve(LISTS_PREFIX);
    shop.profile.reportFor(this.useCases);
    const stateMachineName = resourceName(this, 'lists');
    const functions = new ListsFunctions(this, 'Functions', { ...settings, shop, stateMachineName });
    const plan = this.plan(settings);
    const { trainingTimeoutHours } = settings;
    this.stateMachine = runMachine(this, {
      name: 'lists',
      comment: 'Makes lists of recommendations with recommenders that exist only meanwhile',
      definition: listsDefinition(this, functions, {
        plan: Stack.of(this).toJsonString(plan),
        patienceHours: trainingTimeoutHours,
        topic,
      }),
      topic,
      remedy:
        ', so lists were not renewed and its recommenders may be there, and billed. ' +
        'Execute the state machine: it deletes them and makes new lists.',
    });
    this.stateMachine.node.addDependency(functions, ...(filters ? [filters] : []), order.imported);
    const run = new ListsRun(this, 'Run', {
      stateMachine: this.stateMachine,
      executionArns: statesArn(this, 'execution', `${stateMachineName}:*`),
      dataBucket,
      temporaryArns: plan.temporary,
      timeoutHours: trainingTimeoutHours,
      madeOf: {
        Recommenders: plan.recommenders.map(({ Name, RecommenderConfig }) => ({ Name, RecommenderConfig })),
        Filters: plan.lists.map(({ filterArn }) => filterArn ?? ''),
        Items: listsItems,
        Similar: plan.similar,
        Data: imports.map(({ dataVersion }) => dataVersion),
      },
    });
    run.node.addDependency(this.stateMachine);
    const rule = new events.Rule(this, 'Rule', {
      description: 'Renews the lists of recommendations',
      schedule: events.Schedule.expression(listsSchedule),
      targets: [startOf(this.stateMachine, { input: events.RuleTargetInput.fromObject({}) })],
    });
    // While the first resource deletes leftovers of earlier runs, no run may start.
    rule.node.addDependency(run);
    order.take([this], { isTraining: true });
    if (this.useCases.size > 0)
      shop.profile.annotate((node, { size }) => annotateListsCost(node, settings, size));
  }

  /** `s3://bucket/lists/` */
  get prefix(): string {
    return this.props.shop.dataBucket.bucket.s3UrlForObject(LISTS_PREFIX);
  }

  /** Allows reading the lists and their manifest. */
  grantRead(grantee: iam.IGrantable): iam.Grant {
    return this.props.shop.dataBucket.grantReadBelow(grantee, LISTS_PREFIX);
  }

  /** Returns the use cases of the shop and of the lists, with how each is served. */
  private served(): { useCases: unknown; serving: unknown } {
    const { shop } = this.props;
    const listed = optionsByName(this.props.useCases ?? []);
    const names = Object.keys(listed);
    if (names.length === 0 && !this.props.similarItems)
      throw invalid(
        this,
        'NoLists',
        `${this.node.path} has no use case to make lists for. Name some in the property useCases, or set similarItems.`,
      );
    const twice = names.filter((name) => shop.recommenders.has(name as UseCaseName));
    if (twice.length > 0)
      throw invalid(
        this,
        'LiveAndLists',
        `${this.node.path} and ${shop.node.path} both serve ${twice.join(' and ')}, and a use case is live or in lists. ` +
          `Leave it out of the property useCases of one of the two.`,
      );
    return {
      useCases: { ...Object.fromEntries(shop.useCases), ...listed },
      serving: names.length === 0 ? undefined : Object.fromEntries(names.map((name) => [name, 'lists'])),
    };
  }

  private plan({ filters, similarItems, data }: ShopValues): ListsPlan {
    const useCases = [...this.useCases];
    const arnOf = (useCase: UseCaseName): string =>
      personalizeArn(this, 'recommender', resourceName(this, useCase));
    return {
      recommenders: useCases.map(([useCase, options]) => this.recommender(useCase, options)),
      lists: useCases.flatMap(([useCase]): PlannedLists[] => {
        const recommenderArn = arnOf(useCase);
        const filtered = listedFilters(filters, useCase).map((filter) => ({
          useCase,
          recommenderArn,
          filter,
          filterArn: this.props.filters!.byName.get(filter)!.filterArn,
          ...datesOf(filters[filter]),
        }));
        return [{ useCase, recommenderArn }, ...filtered];
      }),
      temporary: LISTABLE.map(arnOf),
      ...(similarItems && { similar: describingColumns(tablesOf(data)) }),
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

/** Converts an array, an object or a map of use cases to a map of options by use case. */
function optionsByName(
  useCases: NonNullable<ShopListsProps['useCases']>,
): Record<string, RecommenderOptions> {
  if (useCases instanceof Array) return Object.fromEntries(useCases.map((name) => [name, {}]));
  return Object.fromEntries<RecommenderOptions>(
    useCases instanceof Map ? (useCases as ShopUseCases) : Object.entries(useCases),
  );
}
