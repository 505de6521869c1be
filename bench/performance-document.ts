import { peerVersions } from './machine';
import { OURS, resultRows } from './measure';
import { goalAt } from './measurement';
import { MEASUREMENTS } from './measurements';
import { storedResults } from './results-folder';
import { criticalPathSeconds, storedTimeline, type Timeline, totalSeconds } from './timeline';

/** Text of docs/performance.md, from everything in bench/results. */
export async function performanceDocument(): Promise<string> {
  const stored = await storedResults();
  const rows = Object.entries(MEASUREMENTS).flatMap(([name, measurement]) =>
    stored
      .filter((result) => result.name === name)
      .map(({ scale, runs, results }) => [
        `${measurement.title}${scale === 1 ? '' : `, ${scale}×`}${runs === 1 ? ', one run' : ''}`,
        goalAt(measurement, scale),
        ...cells(resultRows(measurement, results)),
      ]),
  );
  const machines = [...new Set(stored.map(({ machine }) => machine))];
  const timeline = await storedTimeline();
  const parts = [
    INTRODUCTION,
    `Machines: ${machines.join('; ')}. Peers: ${peerVersions()}.`,
    table(['what', 'goal', 'this project', 'peers'], rows),
    ...(timeline ? [gantt(timeline)] : []),
    FINDINGS,
  ];
  return `${parts.join('\n\n')}\n`;
}

/** More results of this project than these are shown as a range. */
const SHOWN_RESULTS = 5;

/** The results of this project and those of its peers, each in one cell. */
function cells(results: readonly (readonly string[])[]): [ours: string, peers: string] {
  const measured = results.filter(([, median]) => !median.startsWith('skipped'));
  const shown = ([contender, median, ratio, memory, p99]: readonly string[]): string =>
    [
      [contender, median, ratio && `(${ratio})`].filter(Boolean).join(' '),
      ...[memory, p99 && `p99 ${p99}`].filter(Boolean),
    ].join(', ');
  const ours = measured
    .filter(([contender]) => contender.startsWith(OURS))
    .map(([contender, ...others]) => [contender.slice(OURS.length).replace(': ', ''), ...others]);
  const peers = measured.filter(([contender]) => !contender.startsWith(OURS));
  const medians = ours.map(([, median]) => median).toSorted((a, b) => parseFloat(a) - parseFloat(b));
  return [
    ours.length > SHOWN_RESULTS
      ? `${ours.length} of them: ${medians[0]} to ${medians.at(-1)}`
      : ours.map(shown).join('; '),
    peers.map(shown).join('; '),
  ];
}

const INTRODUCTION = `# Performance

Written by \`npm run bench\`, which measures the project beside its peers, in turn, so that load strikes all alike. Figures are medians
of five runs on a virtual machine that is otherwise idle; ratios say more than seconds, and one above 1 is better for this project.
1× is the workshop's size, 675,004 interactions. \`bench/results\` has each result.

\`\`\`sh
npm ci --prefix bench                    # fastify; peers that are missing are skipped
python3 -m venv bench/venv && bench/venv/bin/pip install pandas polars scipy implicit
npm ci --prefix dev                      # DuckDB
npm run bench
npm run bench -- --scale 100 --only preparation --without pandas DuckDB polars
npm run bench -- --only glue             # with the variable SPARK_PYTHON
npm run bench -- --only timeline         # a deployment as long as on AWS
\`\`\``;

const FINDINGS = `## Where the time goes

- **Data preparation.** The archive is read, decompressed and scanned once: rows are written while they are checked, with an index of two
  bytes a row. The work on rows is a program in AssemblyScript (\`packages/wasm/assembly/rows/\`). One thread takes half the time of polars, which
  uses both cores and, at 10×, eighteen times the memory. Three times bare I/O is missed at 1×, where much of the JavaScript runs cold.
- **Item-to-item build.** Items are compared in tiles whose sums fit the L2 cache, while the users are streamed in order, by a program in
  AssemblyScript (\`packages/wasm/assembly/item-pairs/\`). The goals are of the cosine's time, which counts users as the peers do. The default
  model, the sequence, sums both directions of a pair and their closeness: it takes twice as long, and misses them.
- **HTTP.** A request costs the embedded AWS 31 µs of processor time, as much as the bare server. Responses that are ready together are
  written together: on two cores, waking up a client is the most expensive part. A set of items that match a filter is cached until a record changes.
- **Starting a command** loaded up to 200 modules, 4.7 times as long as \`node -e 0\`. \`bin/bundle.cjs\` keeps a command as a bundle, with V8's code
  cache; what a command needs only when it runs is loaded then.
- **Bundles.** A client of S3 alone is 97.5 kB. Above the goal are the functions that prepare data, which have the readers of archives and
  the program for rows, the API (124 kB), and the steps of a batch.
- **Exploring.** *Recommended for you* takes longer than the other four trainings together: its models are compared twice, and the best is
  trained. Online Retail (396,000 interactions of 3,660 items) takes 5.5 s: 1.6 for reading, 2.8 for the comparisons, 0.7 for the training, 0.2 for
  the questions. The products of its matrices have single precision, which saves 0.9 s of processor time.
- **Deployment.** The goal cannot be met by the endpoint alone: of 6.5 s, 2.9 pass before the first resource is created, in the CLI, its app and
  the publishing of assets. Roles and functions take 0.4 s, the preparation of data 1.2, the imports 0.8, recommenders with their trainings 1.2.
  Each function has a process of its own, as on Lambda; with all in the endpoint's thread a deployment takes as long.
  \`npm start\` deploys without a change set, which saves a quarter of the CLI's processor time.
- **npm start.** Until the page shows its first learned shelf, two processors are busy for 89 % of the time, with 15 s of work: nothing waits.
- **API.** A list of ten items takes its function 35 µs of processor time. The rest of a request is the gateway, the process of the function and
  its log, which a function that answers a constant has as well: 570 µs. So 0.95 is at the limit; runs of one day gave 0.75 to 0.97.`;

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

/** Shorter spans are left out. */
const SHOWN_SECONDS = 5;

function gantt(timeline: Timeline): string {
  const total = totalSeconds(timeline);
  const floor = criticalPathSeconds();
  const minutes = (seconds: number): string => (seconds / 60).toFixed(1);
  const bars = timeline.resources
    .filter(({ begun, ended }) => ended - begun >= SHOWN_SECONDS)
    .map(
      ({ logicalId, begun, ended }, place) =>
        `  ${logicalId} :r${place}, ${Math.round(begun)}, ${Math.round(ended)}`,
    );
  return [
    '## A deployment as long as on AWS',
    `From the first resource to the last, ${minutes(total)} minutes with the durations of \`--latency realistic\`: ` +
      `${((total / floor - 1) * 100).toFixed(1)} % above the ${minutes(floor)} minutes that dataset group, dataset, import and ` +
      'training take one after the other (goal: within 2 %). Each step is polled every 10 seconds; on AWS cold starts and roles ' +
      'add some seconds. Resources that take five seconds or more, in minutes:',
    ['```mermaid', 'gantt', '  dateFormat X', '  axisFormat %M', ...bars, '```'].join('\n'),
  ].join('\n\n');
}
