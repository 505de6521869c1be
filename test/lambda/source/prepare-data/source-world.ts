import type {
  MappedDataProperties,
  PreparedDataProperties,
} from '@ecommerce-recommenders/shop-data/contracts/functions/prepared-data';
import type { CustomResourceEvent } from '../../../../lambda/shop/resources/lifecycle';
import {
  preparedDataHandler,
  type PreparedDataResponse,
} from '../../../../lambda/source/prepare-data/prepared-data';
import { FakeS3 } from '../../support/fake-s3';
import { stackDouble } from '../../support/stack-double';

type Properties = PreparedDataProperties | MappedDataProperties;

/** The event for which the data is prepared, into the bucket `data`. */
export const eventOf = <Of extends Properties>(
  RequestType: 'Create' | 'Update' | 'Delete',
  properties: object,
): CustomResourceEvent<Of> => ({
  RequestType,
  RequestId: 'request',
  StackId: 'stack',
  ResourceType: 'Custom::PreparedData',
  LogicalResourceId: 'PreparedData',
  PhysicalResourceId: RequestType === 'Create' ? undefined : 's3://data/dataset/',
  ResourceProperties: { DataBucket: 'data', Holdout: '0.5', ...properties } as Of,
});

interface SourceWorld<Of> {
  readonly s3: FakeS3;
  readonly log: readonly (readonly [message: string, fields: object])[];
  /** Whether the stack is rolling back, call by call; the last value repeats. */
  readonly answers: boolean[];
  readonly onEvent: (event: CustomResourceEvent<Of>) => Promise<PreparedDataResponse>;
  /** The prepared files, by their paths in the bucket. */
  readonly files: () => Record<string, string>;
}

/** The preparation by a source, beside an S3 in memory. */
export function sourceWorld<Of extends Properties>(
  source: Parameters<typeof preparedDataHandler<Of>>[1],
): SourceWorld<Of> {
  const s3 = new FakeS3();
  const log: [message: string, fields: object][] = [];
  const add = (message: string, fields: object): void => void log.push([message, fields]);
  const answers = [false];
  const isAbandoned = async (): Promise<boolean> => (answers.length > 1 ? answers.shift()! : answers[0]);
  const stack = { ...stackDouble(), isAbandoned };
  const logger = { info: add, error: add };
  const onEvent = preparedDataHandler({ s3: s3.client, stack, logGroup: 'Shop-Logs', logger }, source);
  const files = (): Record<string, string> => {
    const prepared = [...s3.objects].filter(([path]) => path.startsWith('data/'));
    return Object.fromEntries(
      prepared.map(([path, content]) => [path.slice('data/'.length), String(content)]),
    );
  };
  return { s3, log, answers, onEvent, files };
}
