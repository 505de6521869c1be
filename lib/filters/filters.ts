import { Stack, TagManager, TagType, type ITaggableV2 } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { createHash } from 'node:crypto';
import {
  FILTER_TYPE,
  type FilterProperties,
} from '@ecommerce-recommenders/shop-data/contracts/functions/filter';
import type { ShopValues } from '@ecommerce-recommenders/shop-data/contracts/settings/settings';
import { addOnsProvider } from '../add-ons/add-ons-provider';
import type { DatasetGroup } from '../shop/dataset-group';
import { checkedAddOn, type AddOnRules } from '../add-ons/checked-add-on';
import { ownerStatement } from '../shop/group-statements';
import { personalizeArn, resourceName } from '../shop/personalize-arn';
import type { EcommerceRecommenders } from '../shop/ecommerce-recommenders';
import { tagProperty } from '../shop/tag-property';
import { allow } from '../shop/allow';

/** Name and expression of a {@link Filter}. */
export interface FilterProps {
  readonly datasetGroup: DatasetGroup;
  /** The shop's name for the filter. */
  readonly filterName: string;
  /** @see https://docs.aws.amazon.com/personalize/latest/dg/filter-expressions.html */
  readonly expression: string;
}

/**
 * A filter for recommendations. Filters are immutable: a changed expression creates a filter under a new name, and
 * the old one is deleted once the new one is ACTIVE.
 */
export class Filter extends Construct implements ITaggableV2 {
  readonly filterArn: string;
  /** @internal Name in Personalize: the shop's name for the filter and a digest of the expression. */
  readonly fullName: string;
  /** Tags of the resource, which `Tags.of` sets. */
  readonly cdkTagManager = new TagManager(TagType.MAP, FILTER_TYPE);

  constructor(scope: Construct, id: string, { datasetGroup, filterName, expression }: FilterProps) {
    super(scope, id);
    // The ARN has a wildcard, because only CloudFormation knows the names of filters that are being deleted.
    const filters = personalizeArn(this, 'filter', resourceName(this, '*'));
    const statements = [
      ownerStatement(this, datasetGroup.datasetGroupName),
      allow(
        ['personalize:CreateFilter'],
        personalizeArn(this, 'dataset-group', datasetGroup.datasetGroupName),
        filters,
      ),
      allow(
        [
          'personalize:DescribeFilter',
          'personalize:DeleteFilter',
          'personalize:TagResource',
          'personalize:UntagResource',
          'personalize:ListTagsForResource',
        ],
        filters,
      ),
    ];
    const digest = createHash('sha256').update(expression).digest('hex').slice(0, 8);
    this.fullName = resourceName(this, `${filterName}-${digest}`);
    const properties: FilterProperties = {
      Name: this.fullName,
      DatasetGroupArn: datasetGroup.datasetGroupArn,
      FilterExpression: expression,
      Tags: tagProperty(this.cdkTagManager),
    };
    const resource = addOnsProvider(this).resource(this, 'Resource', {
      resourceType: FILTER_TYPE,
      properties,
      statements,
      policy: 'Filters',
    });
    this.filterArn = resource.ref;
  }
}

/** Filter expressions by name, and the shop that uses them. */
export interface ShopFiltersProps {
  readonly shop: EcommerceRecommenders;
  /** Expressions by the shop's name for each filter. */
  readonly expressions: Readonly<Record<string, string>>;
}

const RULES: AddOnRules<ShopFiltersProps> = {
  shop: 'object',
  expressions: 'filters',
};

/** The shop's filters by their names. */
export class ShopFilters extends Construct {
  readonly byName: ReadonlyMap<string, Filter>;
  /** @internal */
  readonly checked: Pick<ShopValues, 'filters'>;

  constructor(scope: Construct, id: string, props: ShopFiltersProps) {
    super(scope, id);
    const { filters } = checkedAddOn(this, props, RULES);
    this.checked = { filters };
    const { datasetGroup, order } = props.shop;
    this.byName = new Map(
      Object.entries(filters).map(([filterName, expression]) => [
        filterName,
        new Filter(this, filterName, { datasetGroup, filterName, expression }),
      ]),
    );
    this.node.addDependency(order.imported);
    for (const filter of this.byName.values()) order.take([filter]);
  }

  /** JSON object that maps names to ARNs, for an output; `undefined` without filters. */
  get arnsAsJson(): string | undefined {
    const arns = [...this.byName].map(([name, { filterArn }]) => [name, filterArn] as const);
    return arns.length > 0 ? Stack.of(this).toJsonString(Object.fromEntries(arns)) : undefined;
  }
}
