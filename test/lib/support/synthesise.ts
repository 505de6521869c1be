import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { EcommerceRecommendersStack } from '../../../lib/app/ecommerce-recommenders-stack';
import { readSettings } from '../../../lib/app/read-settings';

/**
 * Context of an app whose assets are neither bundled nor copied. Templates do not depend on the code, and copying it would be a tenth
 * of a synth.
 */
export const UNSTAGED = { 'aws:cdk:bundling-stacks': [], 'aws:cdk:disable-asset-staging': true };

/** Overrides of the defaults. */
export interface SynthOptions {
  /** Settings as with `-c`, besides the archive. */
  readonly context?: Readonly<Record<string, unknown>>;
  readonly stackName?: string;
  readonly likelyRegion?: string;
  /** Runs CDK's template validation, which takes seconds. */
  readonly validate?: boolean;
}

/** Result of a synth. */
export interface Synthesised {
  readonly stack: EcommerceRecommendersStack;
  readonly template: Template;
  /** Texts of the stack's warnings. */
  readonly warnings: readonly unknown[];
  /** Texts of the errors that block a deployment. */
  readonly errors: readonly unknown[];
  /** Texts of info annotations. */
  readonly infos: readonly unknown[];
  /** Results of CDK's template validation. */
  readonly findings: readonly unknown[];
}

/** Results by their options, of the test file that runs. */
const results = new Map<string, Synthesised>();

/**
 * The stack with its own archive, without bundling: templates do not depend on the code. A test file that asks for the same options
 * again gets the same result, which it must not change.
 */
export function synthesise(options: SynthOptions = {}): Synthesised {
  const key = JSON.stringify(options);
  const result = results.get(key) ?? synthesiseAnew(options);
  results.set(key, result);
  return result;
}

function synthesiseAnew(options: SynthOptions): Synthesised {
  process.env.CDK_VALIDATION = String(options.validate ?? false);
  const folder = mkdtempSync(path.join(os.tmpdir(), 'synth-'));
  try {
    return withoutStackTraces(() => synthesiseIn(folder, options));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Calls `make` without stack traces. The CDK notes for every property where it was set; with source maps that is a tenth of a synth. */
export function withoutStackTraces<Made>(make: () => Made): Made {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    return make();
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

function synthesiseIn(folder: string, options: SynthOptions): Synthesised {
  const archive = path.join(folder, 'archive.tar.gz');
  writeFileSync(archive, 'archive');
  const outdir = path.join(folder, 'cdk.out');
  const app = new App({
    analyticsReporting: false,
    treeMetadata: false,
    stackTraces: false,
    outdir,
    context: { archive, ...options.context, ...UNSTAGED },
  });
  const stack = new EcommerceRecommendersStack(app, 'Shop', {
    stackName: options.stackName,
    likelyRegion: options.likelyRegion,
    settings: readSettings(app.node, folder),
  });
  // `Template.fromStack` and `Annotations.fromStack` would each synthesise once more.
  const artifact = app.synth().getStackArtifact(stack.artifactId);
  const texts = (level: string): unknown[] =>
    artifact.messages.filter((message) => String(message.level) === level).map(({ entry }) => entry.data);
  return {
    stack,
    template: Template.fromJSON(artifact.template as Record<string, unknown>),
    warnings: texts('warning'),
    errors: texts('error'),
    infos: texts('info'),
    findings: options.validate ? findingsIn(outdir) : [],
  };
}

/** Results of CDK’s template validation of an assembly. */
export function findingsIn(outdir: string): readonly unknown[] {
  const report = readFileSync(path.join(outdir, 'validation-report.json'), 'utf8');
  return (JSON.parse(report) as { pluginReports: unknown[] }).pluginReports;
}
