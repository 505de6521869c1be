import { MultiBar, SingleBar } from 'cli-progress';
import pc from 'picocolors';
import { Writable } from 'node:stream';
import type { WriteStream } from 'node:tty';
import { visible } from '@ecommerce-recommenders/csv/visible';
import type { ResourceProgress } from './stack-events';
import type { Step } from './start';

/** Shows how a run goes on. */
export interface ProgressView {
  readonly onStep: (step: Step) => void;
  readonly onResource: (resource: ResourceProgress) => void;
  /** Ends the current step's section, so that others may print. */
  readonly pause: () => void;
}

/** A view that shows nothing. */
export const NO_VIEW: ProgressView = { onStep: () => {}, onResource: () => {}, pause: () => {} };

const TITLES: Record<Step, string> = {
  start: 'Starting the embedded AWS',
  deploy: 'Deploying with cdk deploy',
  recommend: 'Asking the recommenders',
  destroy: 'Destroying with cdk destroy',
};

/** How many of the slowest resources a step ends with. */
const SLOWEST = 5;

/** The live lines at the bottom of a terminal: the step, and resources in progress. */
interface MovingLines {
  readonly bars: MultiBar;
  readonly step: SingleBar;
  readonly underWay: Map<string, SingleBar>;
}

/** A line per step and per finished resource; a terminal also shows resources in progress below. */
export function progressView(stdout: WriteStream): ProgressView {
  let moving: MovingLines | undefined;
  let finished: FinishedResource[] = [];

  const print = (line: string): void =>
    void (moving ? moving.bars.log(`${line}\n`) : stdout.write(`${line}\n`));

  function pause(): void {
    moving?.bars.stop();
    moving = undefined;
    const slowest = finished.sort((a, b) => duration(b) - duration(a)).slice(0, SLOWEST);
    finished = [];
    if (slowest.length === SLOWEST)
      print(`Slowest: ${slowest.map((one) => `${one.logicalId} ${seconds(one)}`).join(', ')}`);
  }

  return {
    onStep: (step) => {
      pause();
      if (!stdout.isTTY) return print(TITLES[step]);
      const bars = new MultiBar({ stream: stdout, format: LINE, clearOnComplete: true, hideCursor: true });
      moving = { bars, step: addLine(bars, pc.cyan(TITLES[step])), underWay: new Map() };
    },
    onResource: (resource) => {
      const { logicalId } = resource;
      if (isFinished(resource)) {
        finished.push(resource);
        print(resourceLine(resource));
        const line = moving?.underWay.get(logicalId);
        if (line) moving?.bars.remove(line);
        moving?.underWay.delete(logicalId);
      } else if (moving) {
        moving.underWay.set(logicalId, addLine(moving.bars, `  ${logicalId} ${pc.dim(resource.type)}`));
      }
    },
    pause,
  };
}

const LINE = '{duration_formatted} {title}';

/** A line with a running clock. */
const addLine = (bars: MultiBar, title: string): SingleBar =>
  bars.create(Number.MAX_SAFE_INTEGER, 0, { title });

type FinishedResource = ResourceProgress & { readonly endedMs: number };

const isFinished = (resource: ResourceProgress): resource is FinishedResource =>
  resource.endedMs !== undefined;

const duration = ({ begunMs, endedMs }: FinishedResource): number => endedMs - begunMs;

const seconds = (resource: FinishedResource): string => `${(duration(resource) / 1000).toFixed(1)} s`;

function resourceLine(resource: FinishedResource): string {
  const { logicalId, type, status, reason } = resource;
  const mark = status.endsWith('_FAILED') ? pc.red('✗') : pc.green('✓');
  const why = reason ? ` ${pc.red(visible(reason))}` : '';
  return `${mark} ${pc.dim(seconds(resource).padStart(7))}  ${status.padEnd(15)} ${logicalId} ${pc.dim(type)}${why}`;
}

/** A progress bar on stderr, removed when it ends; none if stderr is not a terminal, or when quiet. */
export const progressBar = (format: string, isQuiet = false): SingleBar =>
  new SingleBar({
    format,
    clearOnComplete: true,
    noTTYOutput: false,
    ...(isQuiet && { stream: new Writable({ write: (_chunk, _encoding, done) => done() }) }),
  });
