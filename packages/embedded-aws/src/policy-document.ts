import { isRecord, parseBoundedJson } from './bounded-json';

/** A parsed IAM policy; single values are normalized to lists. */
export interface PolicyDocument {
  readonly version: string;
  readonly statements: readonly PolicyStatement[];
}

/** One statement of a policy. */
export interface PolicyStatement {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Action?: readonly string[];
  readonly NotAction?: readonly string[];
  readonly Resource?: readonly string[];
  readonly NotResource?: readonly string[];
  readonly Principal?: '*' | Readonly<Record<string, readonly string[]>>;
  readonly NotPrincipal?: '*' | Readonly<Record<string, readonly string[]>>;
  /** Values by operator and condition key: `{ StringEquals: { 'aws:SourceAccount': [ … ] } }`. */
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

/** Where a policy is attached: identity, resource, or role (trust policy). */
export type PolicyKind = 'identity' | 'resource' | 'trust';

/** A parsed policy, or what is wrong with the text. */
export type ParsedPolicy =
  | { readonly document: PolicyDocument; readonly problem?: undefined }
  | { readonly document?: undefined; readonly problem: string };

type Json = Readonly<Record<string, unknown>>;

const DOCUMENT_MEMBERS: ReadonlySet<string> = new Set(['Id', 'Statement', 'Version']);

const STATEMENT_MEMBERS: ReadonlySet<string> = new Set([
  'Sid',
  'Effect',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Principal',
  'NotPrincipal',
  'Condition',
]);

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html */
export function parsePolicyDocument(text: string, kind: PolicyKind): ParsedPolicy {
  let json: unknown;
  try {
    json = parseBoundedJson(text);
  } catch {
    return { problem: 'This policy contains invalid Json' };
  }
  if (!isRecord(json)) return { problem: 'A policy must be a JSON object' };
  const { Version = '2008-10-17', Statement } = json;
  const unknown = Object.keys(json).find((name) => !DOCUMENT_MEMBERS.has(name));
  if (unknown !== undefined) return { problem: `Syntax errors in policy: unknown member ${unknown}` };
  if (Version !== '2012-10-17' && Version !== '2008-10-17')
    return { problem: `The policy must have the Version 2012-10-17 or 2008-10-17, got ${String(Version)}` };
  if (Statement === undefined) return { problem: 'Missing required field Statement' };
  const statements = listOf(Statement);
  for (const [at, statement] of statements.entries()) {
    const problem = problemOf(statement, kind);
    if (problem !== undefined) return { problem: `${problem} (statement ${at + 1})` };
  }
  return { document: { version: Version, statements: statements.map((one) => normalised(one as Json)) } };
}

function problemOf(statement: unknown, kind: PolicyKind): string | undefined {
  if (!isRecord(statement)) return 'A statement must be a JSON object';
  const has = (name: string): boolean => statement[name] !== undefined;
  const unknown = Object.keys(statement).find((name) => !STATEMENT_MEMBERS.has(name));
  if (unknown !== undefined) return `Syntax errors in policy: unknown member ${unknown}`;
  if (statement.Effect !== 'Allow' && statement.Effect !== 'Deny')
    return 'A statement must have the Effect Allow or Deny';
  if (has('Action') === has('NotAction')) return 'Policy statement must contain actions.';
  const lists = ['Action', 'NotAction', 'Resource', 'NotResource'].filter(has);
  const wrong = lists.find((name) => !listOf(statement[name]).every((one) => typeof one === 'string'));
  if (wrong !== undefined) return `${wrong} must be a string or a list of strings`;
  const hasResource = has('Resource') || has('NotResource');
  const hasPrincipal = has('Principal') || has('NotPrincipal');
  if (kind === 'trust' && hasResource) return 'Has prohibited field Resource';
  if (kind !== 'trust' && !hasResource) return 'Policy statement must contain resources.';
  if (kind === 'identity' && hasPrincipal) return 'Policy document should not specify a principal.';
  if (kind !== 'identity' && !hasPrincipal) return 'Missing required field Principal';
  if (has('Condition') && !isCondition(statement.Condition))
    return 'Condition must be an object of condition keys by operator';
  return undefined;
}

const isCondition = (value: unknown): boolean => isRecord(value) && Object.values(value).every(isRecord);

function normalised(statement: Json): PolicyStatement {
  const entries = Object.entries(statement).map(([name, value]) => {
    if (name === 'Sid' || name === 'Effect') return [name, value];
    if (name === 'Condition')
      return [name, mapValues(value as Json, (tests) => mapValues(tests as Json, texts))];
    if (isRecord(value)) return [name, mapValues(value, texts)];
    return [name, value === '*' && name.endsWith('Principal') ? value : texts(value)];
  });
  return Object.fromEntries(entries) as PolicyStatement;
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);

/** Numbers and booleans in conditions are compared as strings. */
const texts = (value: unknown): readonly string[] => listOf(value).map(String);

const mapValues = <T>(record: Json, change: (value: unknown) => T): Record<string, T> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
