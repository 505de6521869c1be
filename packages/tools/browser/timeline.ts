import { withoutHash } from '../src/deployed/without-hash';
import type { DeployedResource } from '../src/page/page-answers';

/** A resource's bar. */
export interface Bar {
  readonly resource: DeployedResource;
  readonly tone: 'going' | 'done' | 'failed';
  readonly durationMs: number;
  /** Start and length as fractions of the whole. */
  readonly begin: number;
  readonly length: number;
}

/** A tick of the time scale. */
export interface Tick {
  readonly at: number;
  readonly ms: number;
}

/** Bars in order of their start, and a scale of at most eight ticks. */
export interface Timeline {
  readonly bars: readonly Bar[];
  readonly ticks: readonly Tick[];
  /** Duration from the first begin to the last end. */
  readonly wholeMs: number;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Round distances between ticks. */
const STEPS = [
  ...[0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30].map((seconds) => seconds * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * MINUTE),
  ...[1, 2, 6, 12, 24].map((hours) => hours * HOUR),
];

const MAX_TICKS = 7;

/** @param nowMs on AWS's clock; bars in progress end there */
export function timeline(resources: Iterable<DeployedResource>, nowMs: number): Timeline {
  const sorted = [...resources].sort((a, b) => a.begunMs - b.begunMs);
  if (sorted.length === 0) return { bars: [], ticks: [], wholeMs: 0 };
  const startMs = sorted[0].begunMs;
  const endOf = ({ begunMs, endedMs }: DeployedResource): number => endedMs ?? Math.max(begunMs, nowMs);
  const wholeMs = Math.max(1, Math.max(...sorted.map(endOf)) - startMs);
  const bars = sorted.map((resource): Bar => {
    const durationMs = endOf(resource) - resource.begunMs;
    const begin = (resource.begunMs - startMs) / wholeMs;
    return { resource, tone: toneOf(resource), durationMs, begin, length: durationMs / wholeMs };
  });
  const stepMs = STEPS.find((step) => wholeMs / step <= MAX_TICKS) ?? Math.ceil(wholeMs / MAX_TICKS);
  const ticks = Array.from({ length: Math.floor(wholeMs / stepMs) + 1 }, (_, at) => at * stepMs);
  return { bars, ticks: ticks.map((ms) => ({ ms, at: ms / wholeMs })), wholeMs };
}

/** {@link withoutHash} as separate words: `Import role`. */
export function idInWords(logicalId: string): string {
  const words = withoutHash(logicalId).replace(/(?<=[a-z0-9])(?=[A-Z])/g, ' ');
  return words.charAt(0) + words.slice(1).toLowerCase();
}

function toneOf({ status, endedMs }: DeployedResource): Bar['tone'] {
  if (status.endsWith('_FAILED')) return 'failed';
  return endedMs === undefined ? 'going' : 'done';
}
