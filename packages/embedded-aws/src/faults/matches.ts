import { ANY_TEXT, wildcardMatcher } from '../wildcards';
import type { Fault } from './fault-kinds';

/** What a fault may apply to: the texts its patterns match against. */
export interface Subject {
  readonly service?: string;
  readonly operation?: string;
  /** ARN of the caller. */
  readonly caller?: string;
  readonly function?: string;
  /** Logical id in the stack. */
  readonly resource?: string;
  /** Role name. */
  readonly role?: string;
  readonly datasetType?: string;
  readonly useCase?: string;
  /** What a batch job does. */
  readonly batch?: string;
  /** ARN whose age counts. */
  readonly arn?: string;
}

const PATTERNS = [
  'service',
  'operation',
  'caller',
  'function',
  'resource',
  'role',
  'datasetType',
  'useCase',
  'batch',
] as const;

/** Default age limit. */
const DEFAULT_SECONDS = 5;

/** Whether a fault applies to a subject: all patterns match and, if it has an ARN, it is young enough. */
export function matches(fault: Fault, subject: Subject, ageSecondsOf: (arn: string) => number): boolean {
  const wanted: Subject & { seconds?: number } = fault;
  return (
    PATTERNS.every((name) => wanted[name] === undefined || glob(wanted[name], subject[name] ?? '')) &&
    (subject.arn === undefined || ageSecondsOf(subject.arn) < (wanted.seconds ?? DEFAULT_SECONDS))
  );
}

/** `*` matches any text, everything else itself. */
const glob = (pattern: string, text: string): boolean =>
  wildcardMatcher(pattern.split(/(\*)/).map((part) => (part === '*' ? ANY_TEXT : part)))(text);
