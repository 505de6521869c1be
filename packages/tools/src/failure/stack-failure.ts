/** Why part of a deployment has failed, in one line, with the kind of its remedy. */
export interface StackFailure {
  readonly says: string;
  readonly remedy: Remedy;
}

/** Remedies, by the kind of the cause. */
export const REMEDIES = {
  cancelled: 'Stopped because another resource failed. Look at that one first.',
  'slow-function':
    'Run the command again. On the embedded AWS, this machine was too busy, so end other programs first.',
  memory: 'Use less data, such as the interactions of the latest months, or a machine with more memory.',
  'ended-function':
    'Its log says why: "npm start -- --verbose" prints it, and on AWS it is in CloudWatch Logs.',
  'training-time': 'It exceeded its time limit. Raise trainingTimeoutHours in cdk.json and deploy again.',
  wait: 'The service continues by itself. Wait until it is done, then run the command again.',
  quota:
    'A quota of the account is full. Delete what is not needed, or raise it in Service Quotas, then deploy again.',
  permission: 'The role lacks a permission. "npm run doctor" says which.',
  name: 'The name is taken by another resource. Delete that one, or deploy with another stage (-c stage=NAME).',
  data: 'There is not enough data. The view Data says what each recommender needs.',
  bucket:
    'Something was written into it after it had been emptied. Delete all versions of its objects, then run "npx cdk destroy" again.',
  'other-version':
    'The stack is of a version that cannot be updated to this one (docs/upgrading.md). Destroy it with that version, then deploy again.',
  other: 'Fix the cause and run the command again.',
} as const;

/** A key of {@link REMEDIES}. */
export type Remedy = keyof typeof REMEDIES;

/** Patterns of failure reasons with their remedies. A message replaces a reason that says too little. The first match applies. */
const CAUSES: readonly {
  readonly words: RegExp;
  readonly remedy: Remedy;
  readonly says?: (match: RegExpExecArray, name: string) => string;
}[] = [
  { words: /\bcancelled\b/i, remedy: 'cancelled' },
  {
    words: /Task timed out after (\d+)(?:\.\d+)? seconds/,
    remedy: 'slow-function',
    says: ([, seconds], name) => `The function ${name} gave no answer within ${seconds} seconds.`,
  },
  {
    words: /Runtime exited with error: (?:signal: (?:killed|SIGKILL|SIGABRT)|exit status 13[47])/,
    remedy: 'memory',
    says: (_, name) => `The function ${name} ran out of memory.`,
  },
  { words: /out of memory/i, remedy: 'memory' },
  {
    words: /Runtime exited (?:with error: ([^\n]+?)|without providing a reason)(?:\n|$)/,
    remedy: 'ended-function',
    says: ([, how = 'no reason given'], name) => `The function ${name} ended before its answer (${how}).`,
  },
  { words: /Modifying service token/i, remedy: 'other-version' },
  { words: /trainingTimeoutHours/, remedy: 'training-time' },
  { words: /still waiting for|timed? ?out|longer than/i, remedy: 'wait' },
  { words: /bucket you tried to delete is not empty/, remedy: 'bucket' },
  { words: /LimitExceeded|\bquota\b|\blimit\b/i, remedy: 'quota' },
  {
    words: /AccessDenied|not authorized|UnauthorizedOperation|forbidden|insufficient privileges/i,
    remedy: 'permission',
  },
  { words: /already exists|AlreadyExists|in use/i, remedy: 'name' },
  { words: /fewer than|at least|insufficient|not enough|minimum|\b1,?000\b/i, remedy: 'data' },
];

/** The failure that a status reason of CloudFormation describes. */
export function stackFailure(reason: string): StackFailure {
  const message = withoutFrame(reason);
  for (const { words, remedy, says } of CAUSES) {
    const match = words.exec(message);
    if (match) return { remedy, says: says?.(match, functionIn(reason)) ?? firstLine(message) };
  }
  return { remedy: 'other', says: firstLine(message) };
}

/** Whether a failure is only a consequence of another one. */
export const isEffect = ({ remedy }: StackFailure): boolean => remedy === 'cancelled';

/** Text that CloudFormation, the CDK's provider framework and Lambda wrap around a message. */
const FRAMES: readonly (readonly [RegExp, string])[] = [
  [
    /^Received response status \[FAILED\] from custom resource\. Message returned: ([^]*?)(?: \(RequestId: [\w-]+\))?$/,
    '$1',
  ],
  [/^Resource handler returned message: "([^]*)" \(RequestToken: [^)]*, HandlerErrorCode: (\w+)\)$/, '$1'],
  [/^Resource handler returned message: "([^]*)" \(HandlerErrorCode: (\w+)\)$/, '$1'],
  [/^Error: /, ''],
  [/^RequestId: [\w-]+ Error: /, ''],
  [/ Logs: \S+ \(ignore the log group in the next line\)/, ''],
];

const withoutFrame = (reason: string): string =>
  FRAMES.reduce((message, [frame, rest]) => message.replace(frame, rest), reason.trim());

const firstLine = (message: string): string => message.split('\n', 1)[0].trim();

/** Name of the function in the line that the CDK's provider framework adds. */
const functionIn = (reason: string): string =>
  /^Logs: \/aws\/lambda\/(\S+)/m.exec(reason)?.[1] ?? 'behind this resource';
