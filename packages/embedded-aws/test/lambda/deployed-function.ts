import { type CreateFunctionCommandInput, type Lambda } from '@aws-sdk/client-lambda';
import { strToU8, zipSync } from 'fflate';
import { ADMIN_ROLE } from '../admin-role';

/** A zip archive of text files by name. */
export const zipOf = (files: Record<string, string>): Uint8Array =>
  zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])));

/** Source for functions: gives the output of a child process, whether it failed or not. */
export const RUN = `
const { execFile, fork, spawn } = require('node:child_process');
const { text } = require('node:stream/consumers');
const run = (file, args, env = {}) => new Promise((resolve) =>
  execFile(file, args, { env: { ...process.env, ...env } }, (error, out, err) => resolve(out + err)));`;

/** Creates a function from `index.js` or the given files. */
export async function deploy(
  client: Lambda,
  code: string | Record<string, string>,
  options: Partial<CreateFunctionCommandInput> = {},
): Promise<string> {
  const files = typeof code === 'string' ? { 'index.js': code } : code;
  const created = await client.createFunction({
    FunctionName: 'example',
    Runtime: 'nodejs22.x',
    Role: ADMIN_ROLE,
    Handler: 'index.handler',
    Code: { ZipFile: zipOf(files) },
    ...options,
  });
  return created.FunctionArn!;
}

/** A function of a stack, whose code is inline. */
export const functionResource = (ZipFile: string, more: object = {}): object => ({
  Type: 'AWS::Lambda::Function',
  Properties: {
    FunctionName: 'example',
    Runtime: 'nodejs22.x',
    Handler: 'index.handler',
    Role: ADMIN_ROLE,
    Code: { ZipFile },
    ...more,
  },
});

/** Invokes a function and parses its response. */
export async function call(
  client: Lambda,
  payload: unknown = {},
  name = 'example',
): Promise<{ error: string | undefined; answer: unknown; log: string }> {
  const result = await client.invoke({
    FunctionName: name,
    Payload: JSON.stringify(payload),
    LogType: 'Tail',
  });
  return {
    error: result.FunctionError,
    answer: JSON.parse(result.Payload!.transformToString()),
    log: Buffer.from(result.LogResult ?? '', 'base64').toString(),
  };
}
