import type { Fields, Shape } from '../../gateway/shape';

/** Job name or run id. */
export const NAME = {
  type: 'string',
  min: 1,
  max: 255,
  pattern: /[^\r\n]*/,
} as const satisfies Shape;

/** Script arguments: `--name` and a value. */
export const ARGUMENTS = { type: 'map', of: { type: 'string' } } as const satisfies Shape;

/** A job without its name; UpdateJob replaces it as a whole. */
export const JOB_DEFINITION = {
  Description: { type: 'string', max: 2048 },
  Role: { type: 'string', required: true },
  ExecutionProperty: {
    type: 'structure',
    fields: { MaxConcurrentRuns: { type: 'integer', min: 1, max: 2000 } },
  },
  Command: {
    type: 'structure',
    required: true,
    fields: {
      /** Spark only: no Python shell, Ray or streaming. */
      Name: { type: 'string', required: true, subset: ['glueetl'] },
      ScriptLocation: { type: 'string', required: true, pattern: /s3:\/\/[^/]+\/.+/, max: 400_000 },
      PythonVersion: { type: 'string', subset: ['3'] },
    },
  },
  DefaultArguments: ARGUMENTS,
  MaxRetries: { type: 'integer', min: 0, max: 10 },
  /** Minutes. */
  Timeout: { type: 'integer', min: 1, max: 10_080 },
  GlueVersion: { type: 'string', subset: ['4.0', '5.0', '5.1'] },
  WorkerType: { type: 'string', subset: ['G.1X', 'G.2X', 'G.4X', 'G.8X'] },
  NumberOfWorkers: { type: 'integer', min: 2, max: 299 },
} as const satisfies Fields;

/** Tags as a map. */
export const TAGS = {
  type: 'map',
  max: 50,
  key: { type: 'string', min: 1, max: 128 },
  of: { type: 'string', max: 256 },
} as const satisfies Shape;
