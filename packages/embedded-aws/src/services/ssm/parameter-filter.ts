import { AwsError } from '../../aws-error';
import type { Shape } from '../../gateway/shape';
import { textFinder } from '../../wildcards';
import type { Parameter } from './ssm-store';

/** DescribeParameters' filters, combined with `and`. */
export const PARAMETER_FILTERS = {
  type: 'list',
  of: {
    type: 'structure',
    fields: {
      Key: { type: 'string', required: true, subset: ['Name', 'Path', 'Type'] },
      Option: { type: 'string', enum: ['Equals', 'BeginsWith', 'Contains', 'OneLevel', 'Recursive'] },
      Values: { type: 'list', required: true, min: 1, max: 50, of: { type: 'string', min: 1, max: 1024 } },
    },
  },
} as const satisfies Shape;

/** One filter: any of its values may match. */
export interface ParameterFilter {
  readonly Key: 'Name' | 'Path' | 'Type';
  readonly Option?: keyof typeof OPTIONS;
  readonly Values: readonly string[];
}

const OPTIONS = {
  Equals: (actual: string, wanted: string) => actual === wanted,
  BeginsWith: (actual: string, wanted: string) => actual.startsWith(wanted),
  Contains: (actual: string, wanted: string) => textFinder(wanted)(actual) >= 0,
  OneLevel: (actual: string, wanted: string) => isUnder(actual, wanted, false),
  Recursive: (actual: string, wanted: string) => isUnder(actual, wanted, true),
};

const OPTIONS_OF: Record<ParameterFilter['Key'], readonly string[]> = {
  Name: ['Equals', 'BeginsWith', 'Contains'],
  Path: ['OneLevel', 'Recursive'],
  Type: ['Equals'],
};

/** @throws AwsError `InvalidFilterOption` for an option not allowed for the key */
export function matchesFilter(parameter: Parameter, { Key, Option, Values }: ParameterFilter): boolean {
  const option = Option ?? (Key === 'Path' ? 'OneLevel' : 'Equals');
  if (!OPTIONS_OF[Key].includes(option))
    throw new AwsError(
      'InvalidFilterOption',
      `The filter option ${option} is not valid for ${Key}. Valid: ${OPTIONS_OF[Key].join(', ')}`,
    );
  const actual = Key === 'Type' ? parameter.Type : parameter.Name;
  return Values.some((wanted) => OPTIONS[option](actual, wanted));
}

/** Whether a name is below a path such as `/shop` or `/shop/`. */
export function isUnder(name: string, path: string, isRecursive: boolean): boolean {
  const folder = path.endsWith('/') ? path : `${path}/`;
  return name.startsWith(folder) && (isRecursive || !name.slice(folder.length).includes('/'));
}
