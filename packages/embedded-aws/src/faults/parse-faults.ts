import { AwsError } from '../aws-error';
import { validate } from '../gateway/validate';
import { FAULT_KINDS, fieldsOf, type Fault, type FaultKind } from './fault-kinds';

/** Body of `POST /_local/faults`. */
export interface FaultList {
  readonly faults: readonly Fault[];
  readonly seed?: number;
}

const LIST = {
  seed: { type: 'integer', min: 0, max: 2 ** 32 - 1 },
  faults: { type: 'list', of: { type: 'map', of: { type: 'any' } }, max: 100, required: true },
} as const;

/** @throws AwsError that lists what is wrong with each fault */
export function parseFaults(list: unknown): FaultList {
  validate(list, LIST, 'ValidationException');
  const { faults, seed } = list as FaultList;
  const problems = faults.flatMap((fault, at) => {
    const problem = problemOf(fault);
    return problem === undefined ? [] : [`faults[${at}]: ${problem}`];
  });
  if (problems.length > 0) throw new AwsError('ValidationException', problems.join('\n'));
  return { faults, seed };
}

function problemOf({ fault, ...members }: Record<'fault', unknown>): string | undefined {
  if (!isKind(fault))
    return `fault is ${JSON.stringify(fault) ?? 'absent'}; it must be one of ${Object.keys(FAULT_KINDS).join(', ')}`;
  try {
    validate(members, fieldsOf(fault), 'ValidationException');
    return undefined;
  } catch (error) {
    if (error instanceof AwsError) return `${fault}: ${error.message}`;
    throw error;
  }
}

const isKind = (fault: unknown): fault is FaultKind =>
  typeof fault === 'string' && Object.hasOwn(FAULT_KINDS, fault);
