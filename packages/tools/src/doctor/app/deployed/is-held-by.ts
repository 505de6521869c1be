import type { Held } from './deployed-stack';
import type { Found } from './personalize-contents';

/** Whether a logical id of the stack stands for a resource. */
export const isHeldBy = ({ kind, arn, name, groupArn }: Found, { id, properties, ...held }: Held): boolean =>
  held.kind === kind &&
  (properties.DatasetGroupArn === undefined || properties.DatasetGroupArn === groupArn) &&
  // Personalize generates the ARN of an event tracker, so its physical id is its name.
  (arn === id || name === properties.Name);
