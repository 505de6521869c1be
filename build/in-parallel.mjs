// Runs npm scripts side by side: `node build/in-parallel.mjs SCRIPT…`. Prints what each printed when it ends; fails if one fails.
import { spawn } from 'node:child_process';

const run = (script) =>
  new Promise((resolve) => {
    const child = spawn('npm', ['run', script], { shell: process.platform === 'win32' });
    const output = [];
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece) => output.push(piece));
    child.on('close', (code) => {
      process.stdout.write(Buffer.concat(output));
      resolve(code ?? 1);
    });
  });

process.exitCode = Math.max(...(await Promise.all(process.argv.slice(2).map(run))));
