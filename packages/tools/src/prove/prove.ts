import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { DescribeStacksCommand, paginateListStackResources } from '@aws-sdk/client-cloudformation';
import * as personalize from '@aws-sdk/client-personalize';
import type { PersonalizeRuntimeClient } from '@aws-sdk/client-personalize-runtime';
import { GetCallerIdentityCommand, type STSClient } from '@aws-sdk/client-sts';
import { visible } from '@ecommerce-recommenders/csv/visible';
import { RECOMMENDER_OUTPUTS } from '@ecommerce-recommenders/shop-data/contracts/stack-outputs';
import { version } from '../../../../package.json';
import { contextArgs, type Follow } from '../cdk/followed-cdk';
import { stackOutputs } from '../deployed/stack-outputs';
import type { NamedFinding } from '../doctor/check';
import { type Questioned, requireSomebodyToAsk } from '../real-account';
import type { Report } from '../rehearse/report';
import { type StackClients, findResources } from './find-resources';
import { goneFindings, importJobs } from './findings';
import { requireLive } from './live';
import {
  AGAIN,
  MOVED_APP,
  planText,
  PROOF_SETTINGS,
  PROOF_STACK,
  recommendersFor,
  removalText,
  UPDATE,
} from './plan';
import { maskOf, type Proof, readProof, type ResourceRecord, type Step, writeProof } from './proof';
import { askQuestions } from './questions';
import { compareRehearsal, seenUpdate } from './rehearsed-update';
import { latestEvents, stepOrder } from './step-order';

/** Options of the command line, and the environment in which it runs. */
export interface ProveOptions extends Questioned {
  /** File to which the proof is written, from the first step on. */
  readonly file: string;
  /** Whether to only remove what an interrupted run has left behind. */
  readonly removeOnly: boolean;
  readonly aws: Proof['aws'];
}

/** Dependencies of {@link prove}. */
export interface ProveDeps {
  readonly clients: StackClients & { readonly runtime: PersonalizeRuntimeClient; readonly sts: STSClient };
  /** Runs the CDK CLI, with these additional environment variables. */
  readonly cdk: (
    args: readonly string[],
    follow: Follow,
    variables?: Readonly<Record<string, string>>,
  ) => Promise<void>;
  /** Rehearses an update of the deployed stack, with settings and tags as the CDK CLI takes them. */
  readonly rehearse: (update: readonly string[], signal?: AbortSignal) => Promise<Report>;
  /** Returns what would stop the deployment. */
  readonly check: () => Promise<readonly NamedFinding[]>;
  /** Whether the answer is yes. */
  readonly ask: (question: string) => Promise<boolean>;
  readonly print: (text: string) => void;
  /** Waits for this many milliseconds. */
  readonly wait: (ms: number) => Promise<unknown>;
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number;
  /** Aborts the step in progress. The stack is destroyed nevertheless. */
  readonly interrupted: AbortSignal;
}

/** Key of the stack's tag, whose value is the name of the run. */
export const RUN_TAG = 'ecommerce-recommenders-proof';

/**
 * Deploys the sample, asks, updates, moves, destroys, lists what is left, and writes the proof. An interrupted run is
 * removed first.
 *
 * @returns the finished proof as in the file; undefined if there was only something to remove
 * @throws Error if nothing was created, a step failed or something is left; the file says how far it has come
 */
export async function prove(options: ProveOptions, deps: ProveDeps): Promise<Proof | undefined> {
  requireSomebodyToAsk(options, 'A proof creates resources in an AWS account and asks first');
  const { file, removeOnly, yes } = options;
  const { clients, print, ask } = deps;
  const earlier = await readProof(file);
  if (earlier && earlier.doing === undefined)
    throw new Error(
      `${visible(file)} holds a finished proof, of which nothing is left. Move it, or name another file with --out FILE.`,
    );
  const { Account: account = '', Arn: caller = '' } = await clients.sts.send(
    new GetCallerIdentityCommand({}),
  );
  const region = await clients.personalize.config.region();
  if (earlier && (earlier.region !== region || earlier.aws !== options.aws))
    throw new Error(
      `The run in ${visible(file)} was interrupted on ${earlier.aws} in ${earlier.region}, but this is ${options.aws} in ${region}. ` +
        'Remove it there first, or name another file with --out FILE.',
    );
  const found = await stackOf(deps);
  if (found && !isOwn(found, earlier)) throw new Error(notOurs(found, file));

  print(`${(removeOnly ? removalText : planText)({ account, caller, region })}\n`);
  if (earlier && !found)
    print(
      `The run in ${visible(file)} was interrupted in the step "${earlier.doing}". Its stack is not in this account: if it was in ` +
        'another account, remove it there.\n',
    );
  if (found)
    print(
      `The stack ${PROOF_STACK} of an interrupted run is ${found.status}${removeOnly ? '' : ': it is removed first'}.\n`,
    );
  if (!found && !removeOnly) refuseProblems(await deps.check(), print);
  if ((found || !removeOnly) && !yes && !(await ask('Go on? [y/N] ')))
    throw new Error(
      found ? 'Nothing was changed: the stack is still there, and billed.' : 'Nothing was created.',
    );

  if (found || removeOnly) {
    const rest = newRun(options, deps, region, earlier?.run ?? newName());
    await rest.step('remove', (follow) => removeStack(deps, follow));
    await rest.look();
    await rm(file);
    print('Nothing is left.');
    if (removeOnly) return undefined;
    refuseProblems(await deps.check(), print);
  }
  await wholeProof(newRun(options, deps, region, newName()), deps);
  return readProof(file);
}

const newName = (): string => randomBytes(4).toString('hex');

/** The record of a run, and its steps. */
interface Run {
  readonly proof: Proof;
  /** Runs a step, and writes the proof before and after it. */
  step<Result>(name: Step, work: (follow: Follow) => Promise<Result>): Promise<Result>;
  /** Runs the last step. @throws Error that lists what is left */
  look(): Promise<void>;
  save(): Promise<void>;
  /** Physical ids by logical id, for masking. */
  readonly physicalIds: Record<string, string>;
}

function newRun({ file, aws }: ProveOptions, deps: ProveDeps, region: string, name: string): Run {
  const proof: Proof = {
    run: name,
    begun: new Date(deps.now()).toISOString(),
    aws,
    region,
    version,
    steps: {},
    outputs: {},
    training: {},
    answers: {},
    findings: {},
    errors: [],
  };
  const run: Run = {
    proof,
    physicalIds: {},
    save: () => writeProof(file, proof, maskOf(run.physicalIds)),
    step: async (step, work) => {
      proof.doing = step;
      await run.save();
      deps.print(STEP_TEXTS[step]);
      const begunMs = deps.now();
      const resources: Record<string, ResourceRecord> = {};
      const onResource: Follow['onResource'] = (resource) => {
        const { type, status, endedMs, reason } = resource;
        if (endedMs === undefined) return;
        const seconds = (endedMs - resource.begunMs) / 1000;
        resources[resource.logicalId] = { type, status, seconds, ...(reason !== undefined && { reason }) };
      };
      try {
        return await work({ onResource, signal: ENDS_EARLY.includes(step) ? deps.interrupted : undefined });
      } finally {
        proof.steps[step] = { seconds: (deps.now() - begunMs) / 1000, resources };
        await run.save();
      }
    },
    look: () =>
      run.step('look', async () => {
        const left = await whatIsLeft(deps);
        proof.left = left;
        if (left.length > 0)
          throw new Error(
            `This is left, and recommenders among it are billed:\n${left.map((one) => `  ${one}`).join('\n')}\n` +
              'Delete it in the AWS console, then run "npm run prove -- --remove", which looks again.',
          );
      }),
  };
  return run;
}

async function whatIsLeft({ clients, wait }: ProveDeps): Promise<string[]> {
  let left = await findResources(PROOF_STACK, clients);
  // List calls are eventually consistent, so they may still return deleted resources.
  for (let looks = 1; left.length > 0 && looks < LOOKS; looks += 1) {
    await wait(LOOK_MS);
    left = await findResources(PROOF_STACK, clients);
  }
  return left;
}

const STEP_TEXTS: Record<Step, string> = {
  remove: 'Removing the stack of the earlier run',
  deploy: 'Deploying with cdk deploy: 30 to 75 minutes',
  ask: 'Asking the recommenders',
  rehearse: 'Rehearsing the update on an embedded AWS: a minute or two',
  update: 'Updating a setting, and switching a filter and the event tracker off: 5 to 20 minutes',
  again: 'Switching a filter and the event tracker on again: 5 to 10 minutes',
  rollback: 'Moving all to other constructs, where the last resource fails: 15 to 40 minutes',
  move: 'Moving all to other constructs: 15 to 40 minutes',
  destroy: 'Destroying with cdk destroy: about 20 minutes',
  look: 'Looking whether anything is left',
};

/** Steps that an interrupt aborts. */
const ENDS_EARLY: readonly Step[] = ['deploy', 'ask', 'rehearse', 'update', 'again', 'rollback', 'move'];

/** Destroys the stack in any case. */
async function wholeProof(run: Run, deps: ProveDeps): Promise<void> {
  const { proof } = run;
  let activeSinceMs: readonly number[] = [];
  try {
    await recorded(proof, async () => {
      await run.step('deploy', (follow) => deps.cdk(deployArgs(proof.run), follow));
      await run.step('ask', async ({ signal }) => {
        signal?.throwIfAborted();
        activeSinceMs = await askStack(run, deps);
      });
      await rehearsedUpdate(run, deps);
      await lasting(run, deps, 'again', (follow) => deps.cdk(deployArgs(proof.run, AGAIN), follow));
      const moved = [...deployArgs(proof.run, AGAIN), ...MOVED_APP];
      await lasting(run, deps, 'rollback', (follow) =>
        rejected(run, deps, () => deps.cdk(moved, follow, REJECTS)),
      );
      await lasting(run, deps, 'move', (follow) => deps.cdk(moved, follow));
    });
  } finally {
    try {
      await recorded(proof, async () => {
        await run.step('destroy', (follow) => removeStack(deps, follow));
        if (activeSinceMs.length > 0) proof.bill = billOf(activeSinceMs, deps.now());
        await run.look();
        if (proof.outputs.DatasetGroupArn)
          Object.assign(proof.findings, await goneFindings(proof.outputs, deps.clients));
        delete proof.doing;
      });
    } finally {
      await run.save();
    }
  }
}

/** Environment in which the moved app has a filter that Personalize rejects. */
const REJECTS = { PROOF_REJECTS: '1' };

/** Rehearses the update, runs it and compares. If the rehearsal fails, the proof says why and goes on: its stack is billed already. */
async function rehearsedUpdate(run: Run, deps: ProveDeps): Promise<void> {
  const { proof } = run;
  const said = await run.step('rehearse', ({ signal }) =>
    deps.rehearse(stackArgs(proof.run, UPDATE), signal).catch((error: Error) => error),
  );
  deps.interrupted.throwIfAborted();
  await lasting(run, deps, 'update', async (follow) => {
    const did = await seenUpdate(deps.clients, proof.outputs.DatasetGroupArn, () =>
      deps.cdk(deployArgs(proof.run, UPDATE), follow),
    );
    proof.rehearsal = said instanceof Error ? { differences: [said.message] } : compareRehearsal(said, did);
  });
}

/** Runs a step after which everything to which the outputs refer must be live. */
async function lasting(
  run: Run,
  deps: ProveDeps,
  name: Step,
  work: (follow: Follow) => Promise<void>,
): Promise<void> {
  const { proof } = run;
  await run.step(name, work);
  deps.interrupted.throwIfAborted();
  const { cloudFormation } = deps.clients;
  await learnIds(run, deps);
  proof.steps[name]!.order = stepOrder(await latestEvents(cloudFormation, PROOF_STACK));
  const outputs = await stackOutputs(cloudFormation, PROOF_STACK);
  proof.findings[`live after ${name}`] = await requireLive(outputs, deps.clients);
}

/** Runs a deployment that must fail and be rolled back. */
async function rejected(run: Run, deps: ProveDeps, deploy: () => Promise<void>): Promise<void> {
  const failure = await deploy().then(
    () => undefined,
    (error: Error) => error,
  );
  if (failure !== undefined && deps.interrupted.aborted) throw failure;
  const status = (await stackOf(deps))?.status ?? 'gone';
  run.proof.findings['status after a rejected filter'] = status;
  if (failure === undefined || status !== 'UPDATE_ROLLBACK_COMPLETE')
    throw new Error(`The deployment with a rejected filter ended as ${status}.`, { cause: failure });
}

/** Adds the physical ids of the stack's resources to those that are masked. */
async function learnIds(run: Run, { clients }: ProveDeps): Promise<void> {
  const pages = paginateListStackResources({ client: clients.cloudFormation }, { StackName: PROOF_STACK });
  for await (const { StackResourceSummaries = [] } of pages)
    for (const { LogicalResourceId = '', PhysicalResourceId = '' } of StackResourceSummaries)
      run.physicalIds[LogicalResourceId] = PhysicalResourceId;
}

/** Records the message of an error. @throws Error with all messages so far */
async function recorded(proof: Proof, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    proof.errors.push((error as Error).message);
    throw new Error(proof.errors.join('\n'), { cause: error });
  }
}

const deployArgs = (...stack: Parameters<typeof stackArgs>): string[] => [
  ...['deploy', '--require-approval', 'never'],
  ...stackArgs(...stack),
];

const stackArgs = (name: string, changed: Readonly<Record<string, string>> = {}): string[] => [
  ...['--tags', `${RUN_TAG}=${name}`],
  ...contextArgs({ ...PROOF_SETTINGS, ...changed }),
];

/** @throws Error that lists the problems, before anything is created */
function refuseProblems(findings: readonly NamedFinding[], print: (text: string) => void): void {
  const bad = findings.filter(({ status }) => status !== 'ok');
  for (const { says, remedy } of bad) print(`${visible(says)}\n  ${visible(remedy ?? '')}`);
  if (bad.some(({ status }) => status === 'problem'))
    throw new Error('The deployment would fail. Nothing was created.');
}

/** The existing stack. */
interface FoundStack {
  readonly status: string;
  /** Value of {@link RUN_TAG}. */
  readonly run?: string;
}

async function stackOf({ clients }: ProveDeps): Promise<FoundStack | undefined> {
  try {
    const { Stacks = [] } = await clients.cloudFormation.send(
      new DescribeStacksCommand({ StackName: PROOF_STACK }),
    );
    const { StackStatus: status = '', Tags = [] } = Stacks[0] ?? {};
    return { status, run: Tags.find(({ Key }) => Key === RUN_TAG)?.Value };
  } catch (error) {
    if (/does not exist/.test((error as Error).message)) return undefined;
    throw error;
  }
}

/** Whether the stack belongs to the earlier run. A stack in review has no resources and no tags yet. */
const isOwn = ({ status, run }: FoundStack, earlier: Proof | undefined): boolean =>
  status === 'REVIEW_IN_PROGRESS' || (run !== undefined && run === earlier?.run);

const notOurs = ({ status, run }: FoundStack, file: string): string =>
  `There is a stack ${PROOF_STACK} already (${status}), which ${
    run === undefined ? 'was not made by a proof' : `was made by another proof than that in ${visible(file)}`
  }. ` +
  `${run === undefined ? '' : 'Name the file of its run with --out FILE. '}Delete it, if nobody needs it, with ` +
  `"npx cdk destroy -c stage=${PROOF_SETTINGS.stage}".`;

/** Statuses in which CloudFormation refuses to delete a stack. */
const BUSY = /^(UPDATE|ROLLBACK|DELETE|IMPORT)_.*IN_PROGRESS$/;
const LOOK_MS = 15_000;
const LOOKS = 20;

/** Waits until the stack can be deleted, and deletes it. */
async function removeStack(deps: ProveDeps, follow: Follow): Promise<void> {
  let found = await stackOf(deps);
  for (; found && BUSY.test(found.status); found = await stackOf(deps)) await deps.wait(LOOK_MS);
  if (found) await deps.cdk(['destroy', '--force', ...contextArgs(PROOF_SETTINGS)], follow);
}

/** Records the stack's outputs and answers. @returns the times from which the recommenders are ACTIVE */
async function askStack(run: Run, deps: ProveDeps): Promise<number[]> {
  const { proof } = run;
  const { clients } = deps;
  await learnIds(run, deps);
  const outputs = await stackOutputs(clients.cloudFormation, PROOF_STACK);
  proof.outputs = outputs;
  proof.answers = await askQuestions(clients.runtime, outputs);
  const activeSinceMs: number[] = [];
  for (const [useCase, output] of Object.entries(RECOMMENDER_OUTPUTS)) {
    const recommenderArn = outputs[output];
    if (recommenderArn === undefined) continue;
    const { recommender = {} } = await clients.personalize.send(
      new personalize.DescribeRecommenderCommand({ recommenderArn }),
    );
    const { creationDateTime, lastUpdatedDateTime, recommenderConfig } = recommender;
    const [beganMs, endedMs] = [Number(creationDateTime), Number(lastUpdatedDateTime)];
    proof.training[useCase] = (endedMs - beganMs) / 1000;
    activeSinceMs.push(endedMs);
    proof.findings[`recommenderConfig of ${useCase}`] = JSON.stringify(recommenderConfig ?? null);
  }
  proof.findings['import jobs'] = await importJobs(outputs.DatasetGroupArn, clients);
  return activeSinceMs;
}

/** The cost until the end of the destroy. It is slightly more than the actual cost. */
function billOf(activeSinceMs: readonly number[], endedMs: number): Proof['bill'] {
  const recommenderHours = activeSinceMs.reduce((sum, since) => sum + (endedMs - since) / 3_600_000, 0);
  return { recommenderHours, usd: recommendersFor(recommenderHours / activeSinceMs.length) };
}
