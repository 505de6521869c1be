import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { DatasetGroup } from './dataset-group';
import { Filter } from './filter';
import type { Settings } from './settings';

/** Which {@link Filters} the shop wants. */
export interface FiltersProps extends Pick<Settings, 'filters'> {
  readonly datasetGroup: DatasetGroup;
}

/** The shop's filters, by the names that it gave them. */
export class Filters extends Construct {
  readonly byName: ReadonlyMap<string, Filter>;

  constructor(scope: Construct, id: string, { filters, datasetGroup }: FiltersProps) {
    super(scope, id);
    this.byName = new Map(
      Object.entries(filters).map(([filterName, expression]) => [
        filterName,
        new Filter(this, filterName, { datasetGroup, filterName, expression }),
      ]),
    );
  }

  /** JSON from names to ARNs, as an output shows them; `undefined` without filters. */
  get arnsAsJson(): string | undefined {
    const arns = [...this.byName].map(([name, { filterArn }]) => [name, filterArn] as const);
    return arns.length > 0 ? Stack.of(this).toJsonString(Object.fromEntries(arns)) : undefined;
  }
}
