// @ts-check
'use strict';

const MachineDate = Date;

const machineNow = Date.now;

/** Current time of this process, in milliseconds since the Unix epoch. */
let current = machineNow;

/** Lets a handler keep `Date.now` from before its first invocation: it follows the clock of each one. To be called before it loads. */
function hookClock() {
  MachineDate.now = () => current();
}

/**
 * Makes Date follow the embedded AWS's clock. Timers keep real time.
 *
 * @param {{ aheadMs: number, speed: number }} clock
 */
function followClock({ aheadMs, speed }) {
  if (aheadMs === 0 && speed === 1) {
    current = machineNow;
    globalThis.Date = MachineDate;
    return;
  }
  const startMs = machineNow();
  current = () => Math.floor(startMs + aheadMs + (machineNow() - startMs) * speed);
  globalThis.Date = dateBy(current);
}

/**
 * A Date class whose current time is `now`.
 *
 * @param {() => number} now - milliseconds since the Unix epoch
 */
function dateBy(now) {
  return new Proxy(MachineDate, {
    construct: (target, args, newTarget) =>
      Reflect.construct(target, args.length ? args : [now()], newTarget),
    apply: () => new MachineDate(now()).toString(),
    get: (target, key, receiver) => (key === 'now' ? now : Reflect.get(target, key, receiver)),
  });
}

module.exports = { hookClock, followClock, dateBy };
