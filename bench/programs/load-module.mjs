// How long a CommonJS module takes to load, in a process of its own.
import { createRequire } from 'node:module';

// What functions read while they load, the stack's settings among it.
Object.assign(process.env, {
  EVENT_TYPES: '{"ProductViewed":"View"}',
  HOLDOUT: '0.1',
  DATASETS: '{}',
  DATASET_ARNS: '[]',
  QUIET_ALARMS: '[]',
  RECOMMENDER_ARNS: '[]',
  RUNNING_HOURS: 'null',
});

const require = createRequire(import.meta.url);
const begun = performance.now();
require(process.argv[2]);
console.log(JSON.stringify({ value: (performance.now() - begun) / 1000 }));
