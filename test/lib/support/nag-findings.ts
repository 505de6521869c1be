import type { Stack } from 'aws-cdk-lib';
import type { NagPack } from 'cdk-nag';
import type { AcceptedFinding } from './accepted-findings';

/** A rule that a construct breaks. */
export interface Finding {
  readonly rule: string;
  /** Path of the construct below its stack. */
  readonly path: string;
}

/** What the rules of a pack find in a stack whose shop is `Default`. */
export function findingsOf(stack: Stack, Pack: new (scope: Stack) => NagPack): Finding[] {
  const { violations } = new Pack(stack).validateScope(stack);
  return violations.flatMap(({ ruleName, violatingResources = [] }) =>
    violatingResources.map(({ constructPath = '' }) => ({
      rule: ruleName,
      path: constructPath.replace(/^\w+\/(Default\/)*/, ''),
    })),
  );
}

const isCovered = ({ rule, path }: Finding, accepted: AcceptedFinding): boolean =>
  accepted.rule.test(rule) && accepted.at.test(path);

/** Findings that no entry of a table accepts. */
export const unaccepted = (findings: readonly Finding[], table: readonly AcceptedFinding[]): Finding[] =>
  findings.filter((finding) => !table.some((accepted) => isCovered(finding, accepted)));

/** Entries of a table that accept none of the findings. */
export const unused = (findings: readonly Finding[], table: readonly AcceptedFinding[]): AcceptedFinding[] =>
  table.filter((accepted) => !findings.some((finding) => isCovered(finding, accepted)));
