// @ts-check
'use strict';
/*
 * The process that a function runs in. Plain JavaScript, to start fast. Starts as a spare without a
 * function, is assigned to one, then serves invocations one at a time.
 */
const https = require('node:https');
const { syncBuiltinESMExports } = require('node:module');
const { redirectingRequest } = require('./cfn-response-redirect.cjs');
const { setConsole } = require('./console.cjs');
const { followClock, hookClock } = require('./embedded-clock.cjs');
const { errorReply } = require('./error-reply.cjs');
const { lineStream } = require('./line-stream.cjs');
const { loadClients } = require('./load-clients.cjs');
const { loadHandler } = require('./load-handler.cjs');
const { endOutput } = require('./output-end.cjs');
const { runHandler } = require('./run-handler.cjs');

hookClock();

/** @typedef {import('../worker/worker-message').Assignment} Assignment */
/** @typedef {import('../worker/worker-message').Invocation} Invocation */
/** @typedef {import('../worker/worker-message').FromWorker} FromWorker */
/** @typedef {import('../worker/worker-message').ToWorker} ToWorker */

/** @type {(message: FromWorker) => void} */
const send = (message) => void process.send?.(message);

/** @type {(reply: import('../worker/worker-message').Reply, sent?: () => void) => void} */
function answer(reply, sent = () => {}) {
  // Before the reply, after which the process is stopped.
  keepCompiled();
  keepCompiled = () => {};
  if (isInvoked) endOutput(requestId);
  isInvoked = false;
  process.send?.(reply, sent);
}

/** @type {Assignment | undefined} */
let assignment;
/** @type {((event: unknown, context: object, callback: Function) => unknown) | undefined} */
let handler;
let requestId = '';
let isInvoked = false;

// Preload the SDK clients that the function uses from Lambda's runtime.
const [bundle, ...clients] = process.argv.slice(2);
let keepCompiled = clients.length > 0 ? loadClients(clients, bundle) : () => {};

/** @param {Assignment} assigned */
function assign(assigned) {
  assignment = assigned;
  for (const name of Object.keys(process.env)) delete process.env[name];
  Object.assign(process.env, assigned.env);
  process.chdir(assigned.folder);
  https.request = redirectingRequest(assigned.endpoint);
  // Named ESM imports of built-ins are copies of the exports; refresh them.
  syncBuiltinESMExports();
  /** @param {string} text */
  const log = (text) => send({ type: 'log', text });
  setConsole(console, assigned.logging, () => requestId, log);
  for (const name of ['stdout', 'stderr']) Object.defineProperty(process, name, { value: lineStream(log) });
}

/** The handler, loaded on the first call, and how long that took in milliseconds. */
async function initialize() {
  if (handler) return { run: handler };
  if (!assignment) throw new Error('Loaded before it was assigned to a function');
  const startedMs = performance.now();
  const run = await loadHandler(assignment.folder, assignment.handler);
  handler = run;
  return { run, initMs: performance.now() - startedMs };
}

/** @param {Invocation} invocation */
async function invoke({ payload, context, timeoutMs, clock }) {
  requestId = context.awsRequestId;
  isInvoked = true;
  process.env._X_AMZN_TRACE_ID = `Root=1-${requestId}`;
  followClock(clock);
  const deadlineMs = performance.now() + timeoutMs;
  let loaded;
  try {
    loaded = await initialize();
  } catch (error) {
    return answer({ ...errorReply(error), reusable: false });
  }
  const withRemainingTime = {
    ...context,
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => Math.max(0, Math.round(deadlineMs - performance.now())),
  };
  try {
    const result = await runHandler(loaded.run, JSON.parse(payload), withRemainingTime);
    const maxMemoryMb = Math.ceil(process.resourceUsage().maxRSS / 1024);
    const returned = JSON.stringify(result) ?? 'null';
    answer({
      type: 'reply',
      payload: returned,
      failed: false,
      reusable: true,
      initMs: loaded.initMs,
      maxMemoryMb,
    });
  } catch (error) {
    const reply = errorReply(error);
    console.error('Invoke Error', reply.payload);
    answer({ ...reply, initMs: loaded.initMs });
  }
}

/**
 * Ends the process after an uncaught error, as Lambda's runtime does.
 *
 * @param {unknown} error
 * @param {string} [errorType]
 */
function die(error, errorType) {
  const reply = errorReply(error, errorType);
  console.error(
    errorType === undefined ? 'Uncaught Exception' : 'Unhandled Promise Rejection',
    reply.payload,
  );
  answer({ ...reply, reusable: false }, () => process.exit(129));
}

/** Ends this process group if the embedded AWS is gone without having done so. */
function endGroup() {
  try {
    process.kill(-process.pid, 'SIGKILL');
  } catch {
    process.exit();
  }
}

process.on('uncaughtException', (error) => die(error));
process.on('unhandledRejection', (reason) => die(reason, 'Runtime.UnhandledPromiseRejection'));
process.on('disconnect', endGroup);
process.on('message', (/** @type {ToWorker} */ message) => {
  if (message.type === 'assign') assign(message);
  else if (message.type === 'invoke') void invoke(message);
  else void initialize().then(ready, ready);
});

const ready = () => send({ type: 'ready' });
