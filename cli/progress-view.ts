import { MultiBar, type SingleBar } from 'cli-progress';
import pc from 'picocolors';
import type { WriteStream } from 'node:tty';
import type { FinishedResource } from './resource-progress';
import type { Step } from './start';

/** Shows how a run goes on. */
export interface ProgressView {
  readonly onStep: (step: Step) => void;
  readonly onResource: (resource: FinishedResource) => void;
  /** Takes the moving line away, so that others may write. */
  readonly pause: () => void;
}

const TITLES: Record<Step, string> = {
  start: 'Starting the embedded AWS',
  deploy: 'Deploying with cdk deploy',
  recommend: 'Asking the recommenders',
  destroy: 'Destroying with cdk destroy',
};

/** A line for each step and each resource; on a terminal, the current step moves below them. */
export function progressView(stdout: WriteStream): ProgressView {
  let moving: { readonly bars: MultiBar; readonly line: SingleBar } | undefined;

  const print = (line: string): void =>
    void (moving ? moving.bars.log(`${line}\n`) : stdout.write(`${line}\n`));

  function pause(): void {
    moving?.bars.stop();
    moving = undefined;
  }

  return {
    onStep: (step) => {
      pause();
      if (!stdout.isTTY) return print(TITLES[step]);
      const bars = new MultiBar({
        stream: stdout,
        format: `${pc.cyan(TITLES[step])} {duration_formatted} · {value} resources`,
        clearOnComplete: true,
        hideCursor: true,
      });
      moving = { bars, line: bars.create(Number.MAX_SAFE_INTEGER, 0) };
    },
    onResource: (resource) => {
      print(resourceLine(resource));
      moving?.line.increment();
    },
    pause,
  };
}

function resourceLine({ logicalId, type, status, begunMs, endedMs, reason }: FinishedResource): string {
  const mark = status.endsWith('_FAILED') ? pc.red('✗') : pc.green('✓');
  const seconds = `${((endedMs - begunMs) / 1000).toFixed(1)} s`.padStart(7);
  const why = reason ? ` ${pc.red(reason)}` : '';
  return `${mark} ${pc.dim(seconds)}  ${status.padEnd(15)} ${logicalId} ${pc.dim(type)}${why}`;
}
