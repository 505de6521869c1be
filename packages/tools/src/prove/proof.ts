import { readFile, rename, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { visible } from '@ecommerce-recommenders/csv/visible';

/** The steps of a proof, in order. */
export const STEPS = ['remove', 'deploy', 'ask', 'update', 'destroy', 'look'] as const;

/** One of {@link STEPS}. */
export type Step = (typeof STEPS)[number];

/** What became of a resource in a step. */
export interface ResourceRecord {
  readonly type: string;
  /** `CREATE_COMPLETE`, `DELETE_FAILED`, … */
  readonly status: string;
  readonly seconds: number;
  /** Why it failed. */
  readonly reason?: string;
}

/** What a recommender, or another call, answered. */
export type Reply = { readonly items: readonly string[] } | { readonly error: string };

/** What a run has found out so far; as JSON it is the file of the proof. */
export interface Proof {
  /** Name of the run, and value of its stack's tag. */
  readonly run: string;
  /** The step under way. Absent once nothing is left of the run. */
  doing?: Step;
  readonly begun: string;
  readonly aws: 'AWS' | 'embedded AWS';
  readonly region: string;
  /** Version of this project. */
  readonly version: string;
  readonly steps: Partial<
    Record<Step, { readonly seconds: number; readonly resources: Readonly<Record<string, ResourceRecord>> }>
  >;
  /** Names to values. */
  outputs: Readonly<Record<string, string>>;
  /** Seconds of training, by use case. */
  readonly training: Record<string, number>;
  /** By question. */
  answers: Readonly<Record<string, Reply>>;
  /** Answers to what the documentation leaves open, by question. */
  readonly findings: Record<string, string>;
  /** What the list calls still found after the destroy. */
  left?: readonly string[];
  /** What the recommenders cost, by their hours and this project's prices. */
  bill?: { readonly recommenderHours: number; readonly usd: number };
  readonly errors: string[];
}

/** @returns undefined if there is no such file. @throws Error for a file that holds something else */
export async function readProof(file: string): Promise<Proof | undefined> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  const proof = parsed(text);
  if (typeof proof?.run === 'string' && typeof proof.steps === 'object') return proof;
  throw new Error(`${visible(file)} holds no proof. Name another file with --out FILE.`);
}

function parsed(text: string): Proof | undefined {
  try {
    return JSON.parse(text) as Proof;
  } catch {
    return undefined;
  }
}

/** Replaces the file in one step, so that a run that is killed leaves a whole one. */
export async function writeProof(file: string, proof: Proof, mask: Mask): Promise<void> {
  const unfinished = `${resolve(file)}.${process.pid}`;
  await writeFile(unfinished, `${JSON.stringify(masked(proof, mask), null, 2)}\n`);
  await rename(unfinished, file);
}

/** Replaces what is of one account. */
export type Mask = (text: string) => string;

/** Endings that CloudFormation makes up: `my-bucket-ka0lz9vcueft`. */
const MADE_UP = /-[A-Za-z0-9]{12,13}$/;

/**
 * Masks account numbers, callers, request ids and the names that CloudFormation makes up, which become logical ids.
 *
 * @param physicalIds - logical ids to physical ids
 */
export function maskOf(physicalIds: Readonly<Record<string, string>>): Mask {
  const madeUp = Object.entries(physicalIds).filter(([, id]) => MADE_UP.test(id));
  return (text) =>
    madeUp
      .reduce((masking, [logicalId, id]) => masking.replaceAll(id, logicalId), text)
      .replace(/(?<!\d)\d{12}(?!\d)/g, 'ACCOUNT')
      .replace(/(:(?:sts|iam)::ACCOUNT:(?:assumed-role|user|federated-user)\/)[^\s"',]+/g, '$1CALLER')
      .replace(/\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, 'ID')
      .replace(/\b(AKIA|ASIA)[A-Z0-9]{12,}\b/g, 'KEY');
}

/** All texts but the items of answers, which are ids of the sample. */
function masked(value: unknown, mask: Mask): unknown {
  if (typeof value === 'string') return mask(value);
  if (Array.isArray(value)) return value.map((one) => masked(one, mask));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [mask(key), key === 'items' ? one : masked(one, mask)]),
  );
}
