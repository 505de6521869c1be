import { configureGlobal } from 'fast-check';

// No test may reach a real AWS: the shell's AWS variables are dropped, and a client that a test forgets to point
// at the embedded AWS ends at a closed port on this machine.
for (const name of Object.keys(process.env)) if (name.startsWith('AWS_')) delete process.env[name];
Object.assign(process.env, {
  AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  AWS_REGION: 'us-east-1',
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
});
// A test reads what a command prints: no colours, which a CI service or Jest's workers would ask for.
delete process.env.FORCE_COLOR;
process.env.NO_COLOR = '1';
// CDK's validation of templates takes seconds a synth; one test asks for it.
process.env.CDK_VALIDATION = 'false';
// Whether a change is green must not depend on luck: the cases of a property are the same in every run, unless
// FAST_CHECK_SEED asks for others, as the nightly run of CI does.
configureGlobal({ seed: Number(process.env.FAST_CHECK_SEED ?? 1) });
