import { peerVersions } from './machine';
import { RESULT_COLUMNS, resultRows } from './measure';
import { goalAt } from './measurement';
import { MEASUREMENTS } from './measurements';
import { storedResults } from './results-folder';
import { criticalPathSeconds, storedTimeline, type Timeline, totalSeconds } from './timeline';

/** docs/performance.md: everything that bench/results holds. */
export async function performanceDocument(): Promise<string> {
  const stored = await storedResults();
  const sections = Object.entries(MEASUREMENTS).flatMap(([name, measurement]) =>
    stored
      .filter((result) => result.name === name)
      .map(({ scale, runs, machine, results }) =>
        [
          `## ${measurement.title}${scale === 1 ? '' : `, ${scale}×`}`,
          `Goal: ${goalAt(measurement, scale)}. Medians of ${runs} runs on ${machine}.`,
          table([...RESULT_COLUMNS], resultRows(measurement, results)),
        ].join('\n\n'),
      ),
  );
  const timeline = await storedTimeline();
  return `${[INTRODUCTION, `Peers: ${peerVersions()}.`, ...sections, ...(timeline ? [gantt(timeline)] : []), FINDINGS].join('\n\n')}\n`;
}

const INTRODUCTION = `# Performance

Written by \`npm run bench\`, which measures the project beside its peers: every contender in turn, again and again, and
medians of that, so that whatever else the machine does meets all of them. Little else ran on the machine, which
is a virtual one: the ratios say more than the seconds. Seconds of data preparation and item-to-item build are
those of a new process without its start. "This project" tells how many times as good as the contender the first line of
the table is: above 1 is better, whatever is measured.

\`\`\`sh
npm --prefix bench ci                    # the peers, which nothing else needs; those that are missing are skipped
npm run bench                            # everything at the workshop's size: 675,004 interactions
npm run bench -- --scale 10 --only preparation
npm run bench -- --scale 10 --only item-to-item --without DuckDB
npm run bench -- --scale 100 --only preparation --without pandas DuckDB polars
npm run bench -- --only timeline         # a deployment as long as on AWS
\`\`\``;

const FINDINGS = `## What the time goes into

- **Data preparation.** Rows are written while they are checked, and what was written is read back, with two bytes a row that
  say where each ends, to part it into training and validation: the archive is read, unpacked and scanned once, whatever its
  size. What is done for each row is a program in AssemblyScript (\`wasm/rows/\`): it looks at 64 bytes at a time, and where
  JavaScript took 150 ms at 1×, it takes 40. Users are looked up in bulk: in a table that is in no cache, all ids of a piece
  wait for memory at the same time. Beside the program, files are written without a thread in between, since two processors that
  pass memory to each other wait for it longer than one writes; only files that are imported are hashed, where their versions are
  told; and a file that is replaced is moved away first, for which ext4 does not wait. One thread takes half of the time of
  polars, which uses both cores and, at 10×, eighteen times the memory.
  At 10×, 0.43 of 1.04 s are the program, 0.3 reading and writing, 0.2 the JavaScript around both. Missed are three times the
  bare reading and writing at 1×, where much of the JavaScript runs for the first and only time (the second preparation of a
  process takes 0.11 s), and by little 2.5 times at 10×.
- **Item-to-item build.** Each item is compared with those behind it alone: half the steps. Items are compared in tiles, whose
  sums stay in the second cache while the users pass by in order, so that neither lies far away in memory. All of it is a program
  in AssemblyScript (\`wasm/item-pairs/\`): two pairs share a division, a pair's sum and the number of its users one addition, and
  nothing is checked against the bounds of an array. A step takes 1.9 ns of processor time at 10×, and took 4.7 in JavaScript,
  of which 1.5 counted the user, all that the peers do; the others weigh how close in time two views were. The whole training
  takes 0.83 instead of 1.67 s of processor time at 10×, and 0.14 instead of 0.33 at 1×, for the same neighbours bit for bit.
  From 100 million steps on, threads share the tiles and the memory; below, they take what they save. What is left at 10× waits
  for memory.
- **HTTP.** A request costs the embedded AWS as much processor time as the bare server, 31 µs, and took 41: a popular ranking
  keeps the list that it gave last, with its JSON (3.4 µs); log entries, answers and inputs are not spread into new objects,
  which V8 puts together property by property (2.5); callers are decided over without lists of lists (2.4), each time anew; what a
  request asks for is found once and without promises, and ASCII is written as Latin-1. Answers that came together are written
  together (\`local/gateway/send-answer.ts\`): with two cores, a client that has gone to sleep between two answers is the dearest
  part of an answer.
- **ts-node** loads Node's \`repl\`, and that \`domain\`, which slows every event emitter of the process: the bare server needs
  36 µs for a request without and 48 µs with \`-r ts-node/register\`. Commands therefore run with ts-node's compiler alone
  (\`bin/run-typescript.cjs\`), which also remembers what it has compiled.
- **Synth.** Bundling takes 1.5 s; it is done again only when a handler has changed (\`lib/bundle.ts\`). The figure above is of
  handlers that have not.
- **Filters.** The set of items that satisfies a condition is remembered until a record changes, and so are the places of the
  ranking that it lets pass. A filter is also kept as it is with the values of a request: 40 instead of 75 µs a request.
- **Deployment.** With its destruction 10.7 s of processor time instead of 12.3 in the version before. The functions are 19
  processes instead of 33 and take 2.5 s instead of 6: each loads only the SDK clients that its code takes from Lambda's runtime, from one file that V8 has compiled before
  (29 instead of 65 ms), and a caller waits a moment for a busy process before another starts. Eight start while the CLI still
  synthesises, and while some work the code of the next ones is loaded. The goal is missed: until the first resource begins the
  CLI and the app take 0.4 s more than the synth alone, and then some 3.5 s of processor time are left for two cores, of which
  the start of Node.js itself, 19 times, is one.
- **Bundles.** What the SDK imports only when it needs it, for other credentials and event streams, stays out, and swc leaves out
  the schemas of S3 that nothing uses (\`lib/make-bundles.cjs\`): functions with a client of S3 load faster than that client alone
  as esbuild bundles it.`;

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
      'training take one after the other. Goal: within 2 %. The clock moves only where all of the embedded AWS waits for it, ' +
      'so that what this machine takes for functions and requests counts for nothing: on AWS cold starts and roles add some ' +
      'seconds. However long each step takes, it is noticed 10 seconds later at worst, and training 15 ' +
      '(`lib/lambda-provider.ts`): 35 in all, 1.9 %. What takes part of it for five seconds or more, in minutes:',
    ['```mermaid', 'gantt', '  dateFormat X', '  axisFormat %M', ...bars, '```'].join('\n'),
  ].join('\n\n');
}
