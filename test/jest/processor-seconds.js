const { readFileSync } = require('node:fs');

/** Linux's unit of processor time. */
const TICKS_PER_SECOND = 100;

/** Places of `utime`, `stime`, `cutime` and `cstime` behind the name, which may hold spaces. */
const [FIRST, END] = [11, 15];

/** Seconds of processor time of this process and of the processes that it started and that have ended; undefined where the system does not say. */
exports.processorSeconds = () => {
  if (process.platform !== 'linux') return undefined;
  const fields = readFileSync('/proc/self/stat', 'utf8').split(') ').at(-1).split(' ');
  return fields.slice(FIRST, END).reduce((sum, ticks) => sum + Number(ticks), 0) / TICKS_PER_SECOND;
};
