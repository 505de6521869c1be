import { storedResults } from './results-folder';
import { peerVersions } from './machine';
import { MEASUREMENTS } from './measurements';
import { RESULT_COLUMNS, resultRows } from './result-rows';
import { criticalPathSeconds, storedTimeline, type Timeline } from './timeline';

/** docs/performance.md: everything that bench/results holds. */
export async function performanceDocument(): Promise<string> {
  const stored = await storedResults();
  const sections = Object.entries(MEASUREMENTS).flatMap(([name, measurement]) =>
    stored
      .filter((result) => result.name === name)
      .map(({ scale, runs, machine, results }) =>
        [
          `## ${measurement.title}${scale === 1 ? '' : `, ${scale}×`}`,
          `Goal: ${measurement.goal}. Medians of ${runs} runs on ${machine}.`,
          table([...RESULT_COLUMNS], resultRows(measurement, results)),
        ].join('\n\n'),
      ),
  );
  const timeline = await storedTimeline();
  return `${[INTRODUCTION, `Peers: ${peerVersions()}.`, ...sections, ...(timeline ? [gantt(timeline)] : []), FINDINGS].join('\n\n')}\n`;
}

const INTRODUCTION = `# Performance

Written by \`npm run bench\`, which measures the project beside its peers: every contender in turn, again and again, and
medians of that, so that whatever else the machine does meets all of them. The machine was shared with other work while
these figures came about; the ratios say more than the seconds. Seconds of data preparation and item-to-item build are
those of a new process without its start. "This project" tells how many times as good as the contender the first line of
the table is: above 1 is better, whatever is measured.

\`\`\`sh
npm --prefix bench ci                    # the peers, which nothing else needs; those that are missing are skipped
npm run bench                            # everything at the workshop's size: 675,004 interactions
npm run bench -- --scale 10 --only preparation
npm run bench -- --only timeline         # a deployment as long as on AWS, on a fast clock
\`\`\``;

const FINDINGS = `## What the time goes into

- **HTTP.** On a machine of two cores, a client that has gone to sleep between two answers is the dearest part of an
  answer. The embedded AWS therefore answers together what came together (\`local/gateway/listener.ts\`): 12,700 instead of
  7,700 requests a second, 63 instead of 90 µs of processor time for each, beside 15,000 a second and 40 µs of the bare server.
- **ts-node** loads Node's \`repl\`, and that \`domain\`, which slows every event emitter of the process: the bare server needs
  36 µs for a request without and 48 µs with \`-r ts-node/register\`. The embedded AWS pays that, the peers do not.
- **Filters.** The set of items that satisfies a condition is remembered until a record changes: a third of the bare
  server's rate instead of a seventh, in runs one after the other. The walk through the ranking, about 2,500 items for 25
  of one in a hundred, takes a tenth of the time that is left.
- **Bundles.** The client of Personalize alone has 170 kB in this release of the SDK, minified: 100 kB are not to be had
  with it. \`prepare-data\` has the client of S3 besides.`;

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map((_, column) => (column === 0 ? '---' : '---:')), ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');

/** Shorter than this is nothing that one waits for. */
const SHOWN_SECONDS = 5;

function gantt({ speed, resources }: Timeline): string {
  const total = Math.max(...resources.map(({ ended }) => ended));
  const floor = criticalPathSeconds();
  const minutes = (seconds: number): string => (seconds / 60).toFixed(1);
  const bars = resources
    .filter(({ begun, ended }) => ended - begun >= SHOWN_SECONDS)
    .map(
      ({ logicalId, begun, ended }, place) =>
        `  ${logicalId} :r${place}, ${Math.round(begun)}, ${Math.round(ended)}`,
    );
  return [
    '## A deployment as long as on AWS',
    `From the first resource to the last, ${minutes(total)} minutes with \`--latency realistic\` (${speed} seconds in a second): ` +
      `${((total / floor - 1) * 100).toFixed(1)} % above the ${minutes(floor)} minutes that dataset group, dataset, import and ` +
      'training take one after the other. Goal: within 2 %. What takes part of it for five seconds or more, in minutes:',
    ['```mermaid', 'gantt', '  dateFormat X', '  axisFormat %M', ...bars, '```'].join('\n'),
  ].join('\n\n');
}
