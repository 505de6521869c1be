import { ANY_TEXT, wildcardMatcher } from '../wildcards';
import type { Fault } from './fault-kinds';

/** What a fault may strike: the words that its patterns are held against. */
export interface Subject {
  readonly service?: string;
  readonly operation?: string;
  /** ARN of who asks. */
  readonly caller?: string;
  readonly function?: string;
  /** Logical id in a stack. */
  readonly resource?: string;
  /** Name of a role. */
  readonly role?: string;
  readonly datasetType?: string;
  readonly useCase?: string;
  /** What must be young to be struck. */
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
] as const;

/** How long something is young, where a fault does not say. */
const DEFAULT_SECONDS = 5;

/** Whether a subject is what a fault is for: by all of its patterns and, if it has an ARN, by its age. */
export function matches(fault: Fault, subject: Subject, ageSecondsOf: (arn: string) => number): boolean {
  const wanted: Subject & { seconds?: number } = fault;
  return (
    PATTERNS.every((name) => wanted[name] === undefined || glob(wanted[name], subject[name] ?? '')) &&
    (subject.arn === undefined || ageSecondsOf(subject.arn) < (wanted.seconds ?? DEFAULT_SECONDS))
  );
}

/** `*` stands for any text; the rest must be equal. */
const glob = (pattern: string, text: string): boolean =>
  wildcardMatcher(pattern.split(/(\*)/).map((part) => (part === '*' ? ANY_TEXT : part)))(text);
