import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { PROVIDER_FRAMEWORK } from '../../src/services/lambda/launch-options';
import { runtimeClients } from '../../src/services/lambda/runtime-clients';

describe('the clients that code takes from Lambda’s runtime', () => {
  it.each([
    ['require', `const { Lambda } = require("@aws-sdk/client-lambda");`, ['@aws-sdk/client-lambda']],
    ['import', `import { SFN } from '@aws-sdk/client-sfn';`, ['@aws-sdk/client-sfn']],
    ['import, minified', `import{SFN}from"@aws-sdk/client-sfn";`, ['@aws-sdk/client-sfn']],
    ['import, later', `await import("@aws-sdk/client-s3")`, ['@aws-sdk/client-s3']],
    ['name without loading it, as a bundle does', `var pkg={name:"@aws-sdk/client-s3"};`, []],
  ])('are those that its files %s', (_how, code, clients) => {
    expect(runtimeClients({ 'index.js': Buffer.from(code) })).toEqual(clients);
  });

  it('are what processes for the CDK’s provider framework load in advance', () => {
    const folder = path.join(
      path.dirname(require.resolve('aws-cdk-lib/package.json')),
      'custom-resources/lib/provider-framework/runtime',
    );
    const read = (name: string): [string, Buffer] => [name, readFileSync(path.join(folder, name))];
    expect(runtimeClients(Object.fromEntries(readdirSync(folder).map(read)))).toEqual(
      PROVIDER_FRAMEWORK.clients,
    );
  });

  it('are told once, in order, and not of what is no code', () => {
    const files = {
      'b.mjs': Buffer.from(`import "@aws-sdk/client-sfn"; import "@aws-sdk/client-lambda";`),
      'a.cjs': Buffer.from(`require("@aws-sdk/client-sfn")`),
      'notes.md': Buffer.from(`require("@aws-sdk/client-s3")`),
    };
    expect(runtimeClients(files)).toEqual(['@aws-sdk/client-lambda', '@aws-sdk/client-sfn']);
  });
});
