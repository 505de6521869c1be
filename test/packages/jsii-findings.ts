/** What jsii says of the public constructs, so that they are for TypeScript and JavaScript alone. A list that may only get shorter. */
export interface Finding {
  /** Code of jsii. */
  readonly code: string;
  /** Why it is so, and what it would take. */
  readonly reason: string;
  /** The files in which jsii finds it, and how often. */
  readonly files: Readonly<Record<string, number>>;
}

export const FINDINGS: readonly Finding[] = [
  {
    code: 'JSII8005',
    reason:
      'Members that only add-ons of this package use are marked @internal. jsii wants an underscore before their names, which lint refuses.',
    files: {
      'lib/api/api.ts': 5,
      'lib/filters/filters.ts': 2,
      'lib/lists/lists.ts': 1,
      'lib/request-rate/request-rate.ts': 1,
      'lib/shop/analyst-role.ts': 1,
      'lib/shop/data-bucket.ts': 2,
      'lib/shop/ecommerce-recommenders.ts': 10,
      'lib/shop/recommender.ts': 4,
      'lib/shop/source.ts': 2,
      'lib/source/shop-source.ts': 2,
      'lib/solutions/solution.ts': 1,
    },
  },
  {
    code: 'JSII3001',
    reason:
      'A property that takes a list of names or a map with options is a union of both, and answers are a ReadonlyMap: other languages have neither.',
    files: {
      'lib/batch/segments.ts': 1,
      'lib/filters/filters.ts': 1,
      'lib/lists/lists.ts': 3,
      'lib/running-hours/running-hours.ts': 3,
      'lib/shop/data-bucket.ts': 1,
      'lib/shop/ecommerce-recommenders-props.ts': 3,
      'lib/shop/ecommerce-recommenders.ts': 1,
      'lib/shop/shop-base.ts': 1,
      'lib/watching/notices.ts': 1,
      'lib/watching/watching.ts': 1,
      'packages/shop-data/src/contracts/settings/api-shape.ts': 1,
    },
  },
  {
    code: 'JSII1003',
    reason:
      'Options whose keys are a union of names, or an object without a name of its own: other languages would need an interface for each.',
    files: {
      'lib/api/api.ts': 1,
      'lib/lists/lists.ts': 1,
      'lib/ranking/ranking.ts': 1,
      'lib/request-rate/request-rate.ts': 1,
      'lib/shop/ecommerce-recommenders-props.ts': 1,
      'lib/shop/shop-base.ts': 1,
      'packages/shop-data/src/contracts/recommender-options.ts': 1,
      'packages/shop-data/src/contracts/settings/api-shape.ts': 3,
    },
  },
];
