// Before anything reads them: no walk may reach a real AWS.
for (const name of Object.keys(process.env)) if (name.startsWith('AWS_')) delete process.env[name];
Object.assign(process.env, {
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  AWS_REGION: 'us-east-1',
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  CDK_VALIDATION: 'false',
});

import { parseArgs } from 'node:util';
import { runWalk } from './run-walk';
import { walkOf } from './walk';

const { values } = parseArgs({
  options: { seed: { type: 'string', default: '1' }, steps: { type: 'string', default: '6' } },
});

void (async () => {
  const [seed, count] = [Number(values.seed), Number(values.steps)];
  const begunMs = Date.now();
  const { hash, failure } = await runWalk(walkOf(seed, count), seed, (line) => console.log(`${((Date.now()-begunMs)/1000).toFixed(0)}s ${line}`));
  console.log(`seed ${seed}, ${count} steps: ${failure ? `fails at step ${failure.step}` : 'holds'}. Log ${hash.slice(0, 16)}`);
  process.exitCode = failure ? 1 : 0;
})();
