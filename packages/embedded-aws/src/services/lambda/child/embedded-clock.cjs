// @ts-check
'use strict';

const MachineDate = Date;

/**
 * Makes Date follow the embedded AWS's clock. Timers keep real time.
 *
 * @param {{ aheadMs: number, speed: number }} clock
 */
function followClock({ aheadMs, speed }) {
  if (aheadMs === 0 && speed === 1) {
    globalThis.Date = MachineDate;
    return;
  }
  const startMs = MachineDate.now();
  globalThis.Date = dateBy(() => Math.floor(startMs + aheadMs + (MachineDate.now() - startMs) * speed));
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

module.exports = { followClock, dateBy };
