import { peerVersions } from './machine';
import { RESULT_COLUMNS, resultRows } from './measure';
import { goalAt } from './measurement';
import { MEASUREMENTS } from './measurements';
import { storedResults } from './results-folder';
import { criticalPathSeconds, storedTimeline, type Timeline, totalSeconds } from './timeline';

/** Text of docs/performance.md, from everything in bench/results. */
export async function performanceDocument(): Promise<string> {
  const stored = await storedResults();
  const sections = Object.entries(MEASUREMENTS).flatMap(([name, measurement]) =>
    stored
      .filter((result) => result.name === name)
      .map(({ scale, runs, machine, results }) =>
        [
          `## ${measurement.title}${scale === 1 ? '' : `, ${scale}×`}`,
          `Goal: ${goalAt(measurement, scale)}. ${runs === 1 ? 'One run' : `Medians of ${runs} runs`} on ${machine}.`,
          table([...RESULT_COLUMNS], resultRows(measurement, results)),
        ].join('\n\n'),
      ),
  );
  const timeline = await storedTimeline();
  return `${[INTRODUCTION, `Peers: ${peerVersions()}.`, ...sections, ...(timeline ? [gantt(timeline)] : []), FINDINGS].join('\n\n')}\n`;
}

const INTRODUCTION = `# Performance

Written by \`npm run bench\`, which measures the project beside its peers. Contenders run round-robin, so background load
affects all of them, and the tables show medians. The machine is virtual and otherwise idle: ratios say more than seconds.
Data preparation and item-to-item build run in a new process each; its start is not counted. The column "this project" is the
ratio of the first line, this project, to the contender: above 1 is better, in every unit.

\`\`\`sh
npm ci --prefix bench                    # fastify, which nothing else needs; peers that are missing are skipped
python3 -m venv bench/venv && bench/venv/bin/pip install pandas polars scipy implicit
npm ci --prefix dev                      # DuckDB
npm run bench                            # everything at the workshop's size: 675,004 interactions
npm run bench -- --scale 10 --only preparation
npm run bench -- --scale 10 --only item-to-item --without DuckDB
npm run bench -- --scale 30 --only item-to-item --without DuckDB
npm run bench -- --scale 100 --only preparation --without pandas DuckDB polars
npm run bench -- --scale 10 --only glue  # with the variable SPARK_PYTHON
npm run bench -- --only timeline         # a deployment as long as on AWS
\`\`\``;

const FINDINGS = `## Where the time goes

- **Data preparation.** The archive is read, decompressed and scanned once, whatever its size: rows are written while they are
  checked, with an index of two bytes a row, and read back to split them into training and validation. The per-row work is a
  program in AssemblyScript (\`packages/wasm/assembly/rows/\`) that scans 64 bytes at a time; it takes 40 ms at 1×, JavaScript took 150. User ids
  are looked up in bulk, so that the cache misses of a chunk overlap. Files are written without a worker thread, since handing
  memory from one core to another costs more than it saves; only files that are imported are hashed, when they are versioned;
  and a file to be replaced is moved away first, which avoids a flush on ext4. One thread takes half the time of polars, which
  uses both cores and, at 10×, eighteen times the memory.
  At 10×, the program takes 0.43 of 1.04 s, I/O 0.3, the JavaScript around them 0.2. The goal of three times bare I/O is missed
  at 1×, where much of the JavaScript runs cold (a second preparation in the same process takes 0.11 s); 2.5 times at 10× is
  missed narrowly.
- **Item-to-item build.** Each item is compared only with those behind it, which halves the steps. Items are compared in tiles
  whose sums fit the L2 cache, while the users are streamed in order, so both access patterns are local. The hot path is a program
  in AssemblyScript (\`packages/wasm/assembly/item-pairs/\`): two pairs share a division, one addition updates a pair's sum and count, and there
  are no bounds checks. The default model is the sequence, which sums both directions of a pair and their closeness: it takes twice the
  time of the cosine, which counts users as the peers do. The goals are of the cosine's time, and the sequence misses them. A
  training first chooses among five models by the views of 1,000 users, which takes 0.9 s at 1× and 2.7 s at 10×. From 100 million
  steps on, threads share the tiles and the memory; below that, starting them costs what they save. The rest at 10× is memory
  latency.
- **HTTP.** A request costs the embedded AWS 31 µs of processor time, as much as the bare server; it was 41. A popularity ranking
  caches its latest list with its JSON (3.4 µs); log entries, responses and inputs are not copied with object spread, which V8
  does property by property (2.5); authorization avoids nested lists (2.4) and is evaluated for each request; a request's target
  is resolved once, synchronously, and ASCII is written as Latin-1. Responses that are ready together are written together
  (\`packages/embedded-aws/src/gateway/send-answer.ts\`): on two cores, waking up a client that went to sleep is the most expensive part.
- **ts-node** loads Node's \`repl\`, and that \`domain\`, which slows down every event emitter of the process: the bare server
  needs 36 µs for a request without and 48 µs with \`-r ts-node/register\`. Commands therefore run with ts-node's transpiler
  alone (\`bin/run-typescript.cjs\`), which also caches compiled code.
- **Starting a command** loads up to 200 modules, which took 4.7 times as long as \`node -e 0\`: a third resolving names, a third
  compiling, and most of the rest parsing source maps that nobody needs. \`bin/bundle.cjs\` keeps a command as a bundle of its
  sources and one of its packages, with V8's code cache, and parses a source map when a stack trace is looked at. What a command
  needs only when it runs (the embedded AWS, the page, clients that the doctor alone has) is loaded then.
- **Bundles.** A client of S3 alone is 97.5 kB, of which a handler's few operations keep less. Above the goal of 100 are
  the functions that prepare data, which have the readers of archives and tables and the program for rows beside it (those that map a shop's own
  files, the mapping as well), the API with four clients (124), and the steps of a batch (106).
- **Synth.** Bundling takes 1.5 s and is repeated only when a handler has changed (\`lib/shop/functions/bundle.ts\`). The figure above is with
  unchanged handlers.
- **Filters.** The set of items that match a condition is cached until a record changes, as are their positions in the ranking.
  A filter with bound parameters is cached too: 40 instead of 75 µs a request.
- **Exploring.** *Recommended for you* takes longer than the other four trainings together, and a thread of its own from 100,000 interactions on.
  For its choice, each of 1,000 users is left out of the linear model; what a user changes is read in the order of the kept pairs, since looking
  it up in a matrix of 72 MB took 0.7 s longer. With more items the inverse of that matrix dominates: Online Retail (396,000 interactions of
  3,660 items, mapped from its own CSV) takes 9.4 s and 14 s of processor time, 4.9 of them for the inverse, so two processors cannot
  take less than 7.
- **Deployment.** The goal is missed, and cannot be met by the endpoint alone. In a run of 6.5 s, 2.9 pass before the first resource is created: the
  CLI starts (1.1), its app runs (1.0), and the CLI publishes the assets. That is 1.5 times the synth, and nothing that the endpoint can
  change. Roles and functions take 0.4 s after it, the preparation of the data 1.2, the imports 0.8, and the recommenders with their
  trainings 1.2; meanwhile two processors are busy for about three quarters of the time. Of 12.8 s of processor time, with the destruction, the
  embedded AWS took 4.3, the CLI 3.1, its app 1.3, and the functions 4.1 in 23 processes: each has its own, as on Lambda, so that it can be frozen.
  It is not the processes: with all functions in the endpoint's own thread (\`functions: 'inline'\`), a deployment takes as long.
  A process takes 0.07 s to start, with the SDK clients of the CDK's provider framework 0.15: each loads only the
  clients that its code imports from Lambda's runtime, from one file with V8's code cache. Four are started in advance, one after the other; eight
  at once delayed the CLI and the page. To start those of the latest deployment instead was tried, and five pairs of runs showed no gain beyond
  their noise. Snapshots of Node.js 20 would save the loading, but cannot hold \`node:http2\`, which the SDK needs.
  The CLI reads its app's metadata again for each event of the stack, so the app records no stack traces in it: 29 instead of 86 kB.
  \`npm start\` deploys without a change set: for one, the CLI loads its model of all resource types and compares, which is a quarter of its processor time.
  The CLI polls a stack in intervals of five seconds, but its call is held until the stack has settled.
- **npm start.** The page shows a shelf as soon as its recommender answers. Until then, two processors are busy for 89 % of the time: 15 s of
  processor time, of which the functions take 4.4 (*Recommended for you* and the event tracker are deployed as well), the embedded AWS with the page's
  server 4.5, the browser 2.0, the CLI 2.1, and its app 1.5. The six seconds are missed because two processors are busy, not because anything waits.
  Node.js 22 keeps the compiled code of the CLI, which then starts in 0.68 instead of 0.88 s; these figures are of Node.js 20.
- **API.** Lines are added to a log group in place, and a function's policy and the routes' keys are parsed once: without that, a request
  took four times as long. A list of ten items takes its function 35 µs of processor time; it was 70, or 160 for browsers, which ask for brotli. The
  hash, the packed body and the items' details are made once and kept in memory (\`lambda/api/reply.ts\`), and JSON is written once.
  The rest of a request is the gateway, the process of the function and its log, which a function that answers a constant has as well:
  570 µs, of which the function's 35 would be 6 %, so 0.95 is at the limit. Runs of one day gave 0.75 to 0.97.
  One process serves all callers while none waits longer than a second: it is stopped after an invocation only if no caller waits, since the
  two signals were the largest piece of a request.
- **Bundles.** They exclude what the SDK imports lazily for other credentials and event streams, and swc removes unused S3 schemas
  (\`lib/shop/functions/make-bundles.cjs\`): functions with an S3 client load faster than a bare S3 client bundled by esbuild.`;

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map((_, column) => (column === 0 ? '---' : '---:')), ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');

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
      'training take one after the other. Goal: within 2 %. The clock advances only while the whole embedded AWS waits for it, ' +
      'so processor time on this machine does not count: on AWS cold starts and roles add some ' +
      'seconds. The polling interval delays each step by at most 10 seconds ' +
      '(`lib/shop/functions/core-provider.ts`): 40 in all, 2.1 %. Resources that take five seconds or more, in minutes:',
    ['```mermaid', 'gantt', '  dateFormat X', '  axisFormat %M', ...bars, '```'].join('\n'),
  ].join('\n\n');
}
