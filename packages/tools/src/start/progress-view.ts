import { SingleBar } from 'cli-progress';
import pc from 'picocolors';
import { Writable } from 'node:stream';
import type { WriteStream } from 'node:tty';
import { USE_CASES, type UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import { visible } from '@ecommerce-recommenders/csv/visible';
import { widthOf, wrapText } from 'embedded-aws/command/terminal-lines';
import { isEffect, stackFailure } from '../failure/stack-failure';
import { LiveLines } from './live-lines';
import type { ResourceProgress } from '../deployed/resource-progress';
import type { DeployedResource } from '../page/page-answers';
import { phasesOf, type PhaseProgress, type WorkLine } from '../page/phases';
import { workOf } from '../page/resource-work';
import type { Step } from './start';

/** Shows the progress of a run. */
export interface ProgressView {
  readonly onStep: (step: Step) => void;
  readonly onResource: (resource: ResourceProgress) => void;
  /** Shows a sentence on its own line. */
  readonly onNote: (sentence: string) => void;
  /** Ends the current step's section, so that others may print. */
  readonly pause: () => void;
}

/** A view that shows nothing. */
export const NO_VIEW: ProgressView = {
  onStep: () => {},
  onResource: () => {},
  onNote: () => {},
  pause: () => {},
};

const TITLES: Record<Step, string> = {
  start: 'Starting the embedded AWS',
  deploy: 'Deploying with cdk deploy',
  recommend: 'Asking the recommenders',
  destroy: 'Destroying with cdk destroy',
};

/** Column of a resource's status, at which wrapped lines continue. */
const HANG = 11;

/** Column for the names of what a phase awaits. */
const NAMES_HANG = 23;

/** Redraw interval of a terminal. */
const FRAME_MS = 250;

/** How much a view shows. */
export interface ProgressOptions {
  /** Whether to print a line for each resource. */
  readonly verbose?: boolean;
  /** Milliseconds on any clock. @default - the machine's */
  readonly now?: () => number;
}

/**
 * Shows a line for each finished step and phase of the deployment. A terminal also shows below what is awaited, and
 * for how long. Failed resources are always shown.
 */
export function progressView(
  stdout: WriteStream,
  { verbose, now = Date.now }: ProgressOptions = {},
): ProgressView {
  const live = stdout.isTTY ? new LiveLines(stdout) : undefined;
  const print = (text: string): void => {
    const line = wrapText(text, widthOf(stdout), { hang: HANG });
    if (live) live.print(line);
    else stdout.write(`${line}\n`);
  };
  /** The names of what is awaited may take several lines. */
  const fitted = (line: string): string => wrapText(line, widthOf(stdout), { hang: NAMES_HANG });
  // Restores the cursor even if the process exits abruptly.
  if (live) process.once('exit', () => live.clear());
  const deployment = phasesOn(now);
  let current: { readonly step: Step; readonly begunMs: number } | undefined;
  let timer: NodeJS.Timeout | undefined;
  const reported = new Set<string>();

  const hasPhases = (): boolean => current?.step === 'deploy' || current?.step === 'recommend';
  const draw = (): void => {
    if (!live || !current) return;
    const clock = pc.dim(inSeconds(now() - current.begunMs));
    live.draw([
      `${pc.cyan(TITLES[current.step])} ${clock}`,
      ...(hasPhases() ? deployment.all().flatMap((phase) => fitted(phaseLine(phase)).split('\n')) : []),
    ]);
  };
  const reportDone = (): void => {
    if (!hasPhases()) return;
    for (const phase of deployment.all()) {
      if ((phase.state !== 'done' && phase.state !== 'failed') || reported.has(phase.name)) continue;
      reported.add(phase.name);
      if (!live) print(phaseLine(phase));
    }
  };

  function pause(): void {
    clearInterval(timer);
    if (live && hasPhases())
      for (const phase of deployment.all()) if (isShown(phase)) print(phaseLine(phase));
    live?.clear();
    current = undefined;
  }

  return {
    onStep: (step) => {
      // The phase Serving continues while the recommenders are asked, so its lines are kept.
      if (step !== 'recommend') pause();
      current = { step, begunMs: now() };
      if (step === 'deploy') {
        deployment.clear();
        reported.clear();
      }
      if (step === 'recommend') deployment.add(FIRST_ANSWERS);
      // Asking ends the phase Training, whose line is printed before that of the step.
      reportDone();
      if (!live) print(TITLES[step]);
      draw();
      clearInterval(timer);
      if (live) timer = setInterval(draw, FRAME_MS).unref();
    },
    onResource: (resource) => {
      deployment.add(resource);
      if (isFinished(resource) && (verbose || isCause(resource))) print(resourceLine(resource));
      reportDone();
      draw();
    },
    onNote: (sentence) => {
      print(sentence);
      draw();
    },
    pause: () => {
      if (current?.step === 'recommend') deployment.end();
      reportDone();
      pause();
    },
  };
}

/** The phases of a deployment by this machine's clock, independently of AWS's clock. */
function phasesOn(now: () => number) {
  const resources = new Map<string, DeployedResource>();
  let hasEnded = false;
  const add = (resource: DeployedResource): void => {
    const { logicalId, status, endedMs } = resource;
    // A rollback deletes what the phases have created.
    if (status.startsWith('DELETE')) return;
    const begunMs = resources.get(logicalId)?.begunMs ?? now();
    const work = resource.work ?? workOf(resource);
    resources.set(logicalId, { ...resource, work, begunMs, endedMs: endedMs && now() });
  };
  return {
    add,
    clear: (): void => {
      resources.clear();
      hasEnded = false;
    },
    /** Called when the recommenders have answered. */
    end: (): void => {
      add({ ...FIRST_ANSWERS, endedMs: now() });
      hasEnded = true;
    },
    all: (): PhaseProgress[] => {
      const phases = phasesOf(resources.values(), { stage: hasEnded ? 'ready' : 'deploying' }, now());
      const isOpen = ({ name, state }: PhaseProgress): boolean =>
        name === FIRST_ANSWERS.work?.phase && state === 'done' && !hasEnded;
      return phases.map((phase) => (isOpen(phase) ? { ...phase, state: 'going' } : phase));
    },
  };
}

/** Represents the first answers as a resource of the last phase, which ends with them. */
const FIRST_ANSWERS: DeployedResource = {
  logicalId: 'the first answers',
  type: '',
  status: 'CREATE_IN_PROGRESS',
  begunMs: 0,
  work: { phase: 'Serving', kind: 'lists' },
};

const MARKS: Record<PhaseProgress['state'], string> = {
  'to come': pc.dim('·'),
  going: pc.cyan('…'),
  done: pc.green('✓'),
  failed: pc.red('✗'),
  unused: pc.dim('·'),
};

const isShown = ({ state }: PhaseProgress): boolean => state !== 'to come' && state !== 'unused';

function phaseLine(phase: PhaseProgress): string {
  const { name, state, lines, ms } = phase;
  const clock = isShown(phase) ? inSeconds(ms) : '';
  const awaited = lines.filter((line) => line.state === 'going').map(nameOf);
  const names = awaited.length > 0 ? `  ${pc.dim(awaited.join(', '))}` : '';
  return `  ${MARKS[state]} ${name.padEnd(9)}${clock.padStart(8)}${names}`.trimEnd();
}

/** Name of what is awaited. A recommender has the title of its use case. */
const nameOf = ({ name, work: { kind, of } }: WorkLine): string =>
  kind === 'recommender' && of !== undefined ? USE_CASES[of as UseCaseName].title : name;

const inSeconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

type FinishedResource = ResourceProgress & { readonly endedMs: number };

const isFinished = (resource: ResourceProgress): resource is FinishedResource =>
  resource.endedMs !== undefined;

/** Whether a resource failed by itself, not as a consequence of another failure. */
const isCause = ({ status, reason = '' }: ResourceProgress): boolean =>
  status.endsWith('_FAILED') && !isEffect(stackFailure(reason));

const duration = ({ begunMs, endedMs }: FinishedResource): number => endedMs - begunMs;

const seconds = (resource: FinishedResource): string => inSeconds(duration(resource));

function resourceLine(resource: FinishedResource): string {
  const { logicalId, type, status, reason } = resource;
  const mark = status.endsWith('_FAILED') ? pc.red('✗') : pc.green('✓');
  const why = reason ? ` ${pc.red(visible(stackFailure(reason).says))}` : '';
  return `${mark} ${pc.dim(seconds(resource).padStart(7))}  ${status.padEnd(15)} ${logicalId} ${pc.dim(type)}${why}`;
}

/** A progress bar on stderr, which is removed when it ends. There is none if stderr is not a terminal, or in quiet mode. */
export const progressBar = (format: string, isQuiet = false): SingleBar =>
  new SingleBar({
    format,
    clearOnComplete: true,
    barsize: Math.min(40, (widthOf(process.stderr) ?? 80) - 30),
    noTTYOutput: false,
    ...(isQuiet && { stream: new Writable({ write: (_chunk, _encoding, done) => done() }) }),
  });
