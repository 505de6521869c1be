import {
  CloudFormation,
  waitUntilStackCreateComplete,
  waitUntilStackDeleteComplete,
} from '@aws-sdk/client-cloudformation';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LOCAL_REGION, localClientConfig } from 'embedded-aws/environment';
import { type LocalAws, startLocalAws } from 'embedded-aws/local-aws';
import { depsOf } from '../../src/prove/deps';
import { PROOF_STACK } from '../../src/prove/plan';
import { readProof } from '../../src/prove/proof';
import { prove, type ProveDeps, type ProveOptions, RUN_TAG } from '../../src/prove/prove';
import { folderOfEach } from '../support/test-folder';

const TemplateBody = JSON.stringify({ Resources: { Bucket: { Type: 'AWS::S3::Bucket' } } });

const folder = folderOfEach();
let aws: LocalAws;
let options: ProveOptions;
let deps: ProveDeps;
let printed: string;
let ran: string[];
let cloudFormation: CloudFormation;

beforeEach(async () => {
  aws = await startLocalAws();
  cloudFormation = new CloudFormation(localClientConfig(aws.endpoint));
  printed = '';
  ran = [];
  options = {
    ...{ file: join(folder.path, 'proof.json'), removeOnly: false, aws: 'AWS' },
    ...{ yes: false, isCi: false, isTerminal: true },
  };
  deps = {
    ...depsOf(aws.endpoint, folder.path),
    check: async () => [],
    ask: async () => true,
    print: (text) => void (printed += `${text}\n`),
    wait: async (ms) => aws.clock.advance(ms),
    cdk: async ([command], { signal }) => {
      ran.push(command);
      if (command !== 'deploy') return deleteStack();
      await createStack('a');
      signal?.throwIfAborted();
      throw new Error('The quota is full.');
    },
    interrupted: new AbortController().signal,
  };
});
afterEach(async () => {
  for (const client of Object.values(deps.clients) as { destroy(): void }[]) client.destroy();
  cloudFormation.destroy();
  await aws.close();
});

const often = () => ({ client: cloudFormation, maxWaitTime: 60, minDelay: 0.05, maxDelay: 0.05 });

/** @param run - value of the stack's tag; if absent, the stack is somebody else's */
async function createStack(run?: string): Promise<void> {
  const Tags = run === undefined ? [] : [{ Key: RUN_TAG, Value: run }];
  await cloudFormation.createStack({ StackName: PROOF_STACK, TemplateBody, Tags });
  await waitUntilStackCreateComplete(often(), { StackName: PROOF_STACK });
}

async function deleteStack(): Promise<void> {
  await cloudFormation.deleteStack({ StackName: PROOF_STACK });
  await waitUntilStackDeleteComplete(often(), { StackName: PROOF_STACK });
}

const brokenOff = (run: string, there = {}): void => {
  const proof = { run, doing: 'update', steps: {}, aws: 'AWS', region: LOCAL_REGION, ...there };
  writeFileSync(options.file, JSON.stringify(proof));
};
const inventory = async (): Promise<unknown> => (await fetch(`${aws.endpoint}/_local/inventory`)).json();

it('npm run prove fails where nobody can be asked, before it asks AWS anything', async () => {
  await expect(prove({ ...options, isTerminal: false }, deps)).rejects.toThrow('no terminal to ask on');
  expect(aws.requests.list()).toEqual([]);
});

it('npm run prove says where, how long and for how much at most, and creates nothing on any answer but yes', async () => {
  await expect(prove(options, { ...deps, ask: async () => false })).rejects.toThrow('Nothing was created.');
  expect(printed).toMatch(/Account 123456789012 in us-east-1[^]*at most \$\d/);
  expect(ran).toEqual([]);
  expect(await readProof(options.file)).toBeUndefined();
});

it('npm run prove creates nothing where the deployment would fail, and says why', async () => {
  const problem = { name: 'region', status: 'problem', says: 'No Personalize.', remedy: 'Go on.' } as const;
  await expect(prove(options, { ...deps, check: async () => [problem] })).rejects.toThrow('would fail');
  expect(printed).toContain('No Personalize.\n  Go on.');
  expect(ran).toEqual([]);
});

it.each([
  ['has finished', { doing: undefined }, 'holds a finished proof'],
  ['was broken off in another region', { region: 'eu-west-1' }, 'Remove it there first'],
  ['was broken off on another AWS', { aws: 'embedded AWS' }, 'Remove it there first'],
])('npm run prove keeps what a run has written that %s', async (_, there, words) => {
  brokenOff('a', there);
  const before = readFileSync(options.file, 'utf8');
  for (const removeOnly of [false, true])
    await expect(prove({ ...options, removeOnly }, deps)).rejects.toThrow(words);
  expect(ran).toEqual([]);
  expect(readFileSync(options.file, 'utf8')).toBe(before);
});

it.each([
  ['was not made by a proof', undefined, 'a'],
  ['was made by another proof', 'b', 'a'],
  ['was made by another proof', 'b', undefined],
])('npm run prove touches no stack of this name that %s', async (words, tag, run) => {
  await createStack(tag);
  if (run !== undefined) brokenOff(run);
  for (const removeOnly of [false, true])
    await expect(prove({ ...options, removeOnly }, deps)).rejects.toThrow(words);
  expect(ran).toEqual([]);
  expect(await inventory()).toHaveLength(2);
});

it('npm run prove removes the stack of a run that was broken off, which it says, and then begins anew', async () => {
  await createStack('a');
  brokenOff('a');
  await expect(prove(options, deps)).rejects.toThrow('The quota is full.');
  expect(printed).toContain('is CREATE_COMPLETE: it is removed first');
  expect(ran).toEqual(['destroy', 'deploy', 'destroy']);
  expect(await inventory()).toEqual([]);
});

it('npm run prove destroys after a failure, and keeps its words in a finished file', async () => {
  await expect(prove(options, deps)).rejects.toThrow('The quota is full.');
  expect(ran).toEqual(['deploy', 'destroy']);
  const finished = { errors: ['The quota is full.'], left: [], doing: undefined };
  expect({ doing: undefined, ...(await readProof(options.file)) }).toMatchObject(finished);
});

it('npm run prove ends the step under way on an interrupt, and destroys all the same', async () => {
  const interrupt = new AbortController();
  const cdk: ProveDeps['cdk'] = async (args, follow) => {
    if (args[0] === 'deploy') interrupt.abort();
    return deps.cdk(args, follow);
  };
  await expect(prove(options, { ...deps, cdk, interrupted: interrupt.signal })).rejects.toThrow('aborted');
  expect(ran).toEqual(['deploy', 'destroy']);
  expect(await inventory()).toEqual([]);
});

it('npm run prove fails with what is left, and stays unfinished', async () => {
  const kept: ProveDeps['cdk'] = async ([command]) => {
    if (command === 'deploy') await createStack('a');
  };
  await expect(prove(options, { ...deps, cdk: kept })).rejects.toThrow(`stack ${PROOF_STACK}`);
  expect(await readProof(options.file)).toMatchObject({ doing: 'look' });
});
