// Measures the time to load a CommonJS module in a new process.
import { createRequire } from 'node:module';

// Environment variables that functions read at load.
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
