import type {
  MappedDataProperties,
  PreparedDataProperties,
} from '@ecommerce-recommenders/shop-data/contracts/functions/prepared-data';
import type { CustomResourceEvent } from '../../../../lambda/shop/resources/lifecycle';
import { preparedDataHandler } from '../../../../lambda/source/prepare-data/prepared-data';
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

/** The preparation by a source, beside an S3 in memory. `answers` say, call by call, whether the stack is rolling back; the last one repeats. */
export function sourceWorld<Of extends Properties>(source: Parameters<typeof preparedDataHandler<Of>>[1]) {
  const s3 = new FakeS3();
  const log: [message: string, fields: object][] = [];
  const add = (message: string, fields: object): void => void log.push([message, fields]);
  const answers = [false];
  const isAbandoned = async (): Promise<boolean> => (answers.length > 1 ? answers.shift()! : answers[0]);
  const stack = { ...stackDouble(), isAbandoned };
  const logger = { info: add, error: add };
  const onEvent = preparedDataHandler({ s3: s3.client, stack, logGroup: 'Shop-Logs', logger }, source);
  /** The prepared files, by their paths in the bucket. */
  const files = (): Record<string, string> => {
    const prepared = [...s3.objects].filter(([path]) => path.startsWith('data/'));
    return Object.fromEntries(
      prepared.map(([path, content]) => [path.slice('data/'.length), String(content)]),
    );
  };
  return { s3, log, answers, onEvent, files };
}
