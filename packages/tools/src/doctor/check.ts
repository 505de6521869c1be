/** Result of a check. A problem would stop a deployment or make it fail. */
export type CheckStatus = 'ok' | 'warning' | 'problem';

/** The result of a check, with an explanation. */
export interface Finding {
  readonly status: CheckStatus;
  /** One sentence or two. */
  readonly says: string;
  /** What to do, unless all is well. */
  readonly remedy?: string;
}

/** A finding with the name of its check, as `--json` prints it. */
export interface NamedFinding extends Finding {
  readonly name: string;
}

/** Checks by name. A check that does not apply returns undefined. */
export type Checks<Subject> = Readonly<Record<string, (subject: Subject) => Promise<Finding | undefined>>>;

export const ok = (says: string): Finding => ({ status: 'ok', says });
export const warning = (says: string, remedy: string): Finding => ({ status: 'warning', says, remedy });
export const problem = (says: string, remedy: string): Finding => ({ status: 'problem', says, remedy });

/** Runs checks one after the other. A check without the permissions that it needs is a warning. */
export async function runChecks<Subject>(checks: Checks<Subject>, subject: Subject): Promise<NamedFinding[]> {
  const findings: NamedFinding[] = [];
  for (const [name, check] of Object.entries(checks)) {
    const finding = await check(subject).catch(unseen);
    if (finding) findings.push({ name, ...finding });
  }
  return findings;
}

/** Names of errors with which AWS denies a call. */
const DENIALS = new Set(['AccessDenied', 'AccessDeniedException', 'UnauthorizedOperation']);

/** Whether AWS has denied a call. */
export const isDenied = (error: unknown): boolean => error instanceof Error && DENIALS.has(error.name);

/** The finding of a check that threw an error. */
export function unseen(error: unknown): Finding {
  const { message } = error as Error;
  return isDenied(error)
    ? warning(
        `This could not be checked: ${message}`,
        'Use credentials with this permission, or grant it to these.',
      )
    : problem(`This could not be checked: ${message}`, 'Fix that and run it again.');
}
