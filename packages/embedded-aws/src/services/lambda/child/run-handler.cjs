// @ts-check
'use strict';

/**
 * Runs a handler of either style. A promise counts when it settles; a callback once the event loop is empty,
 * unless the context says not to wait; with neither, the result is null when the loop is empty.
 *
 * @param {(event: unknown, context: object, callback: Function) => unknown} handler
 * @param {unknown} event
 * @param {{ callbackWaitsForEmptyEventLoop: boolean }} context
 * @returns {Promise<unknown>}
 */
async function runHandler(handler, event, context) {
  /** @type {() => void} */
  let onEmptyLoop = () => {};
  const emptied = () => onEmptyLoop();
  process.on('beforeExit', emptied);
  // The IPC channel must not keep the loop from emptying.
  process.channel?.unref();
  try {
    return await new Promise((resolve, reject) => {
      onEmptyLoop = () => resolve(null);
      /** @param {unknown} error @param {unknown} value */
      const callback = (error, value) => {
        const settle = () => (error === undefined || error === null ? resolve(value) : reject(error));
        if (context.callbackWaitsForEmptyEventLoop) onEmptyLoop = settle;
        else settle();
      };
      const result = handler(event, context, callback);
      if (!isThenable(result)) return;
      onEmptyLoop = () => reject(neverSettled());
      result.then(resolve, reject);
    });
  } finally {
    process.channel?.ref();
    process.off('beforeExit', emptied);
  }
}

/** @param {unknown} value @returns {value is PromiseLike<unknown>} */
const isThenable = (value) => typeof (/** @type {any} */ (value)?.then) === 'function';

const neverSettled = () =>
  Object.assign(new Error("The event loop is empty, but the handler's promise was never settled"), {
    name: 'Runtime.NodeJsExit',
  });

module.exports = { runHandler };
