import { AwsError } from '../../aws-error';
import type { Fields } from '../../gateway/shape';
import { FUNCTION_REFERENCE } from './function-fields';
import { lambdaAction, onFunction } from './lambda-action';
import type { LambdaStore } from './lambda-store';
import type { Alias } from './publications';
import { refuseStaleRevision } from './update-function';

const ONE = {
  FunctionName: FUNCTION_REFERENCE.FunctionName,
  // Not a number: those are versions.
  Name: { type: 'string', required: true, min: 1, max: 128, pattern: /(?!^[0-9]+$)[a-zA-Z0-9-_]+/ },
} as const satisfies Fields;

const VERSION = { type: 'string', min: 1, max: 1024, pattern: /\$LATEST|[0-9]+/ } as const;
const DESCRIPTION = { type: 'string', max: 256 } as const;

const describeAlias = ({ arn, name, version, description, revisionId }: Alias): object => ({
  AliasArn: arn,
  Name: name,
  FunctionVersion: version,
  Description: description,
  RevisionId: revisionId,
});

function mustGetAlias(functionName: string, name: string, store: LambdaStore): Alias {
  const fn = store.mustGetUnpublished(functionName);
  const alias = store.publicationsOf(fn.name).aliases.get(name);
  if (alias) return alias;
  throw new AwsError('ResourceNotFoundException', `Cannot find alias arn: ${fn.arn}:${name}`, 404);
}

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_CreateAlias.html */
export const createAlias = lambdaAction({
  input: { ...ONE, FunctionVersion: { ...VERSION, required: true }, Description: DESCRIPTION },
  permissions: onFunction('lambda:CreateAlias'),
  run: ({ FunctionName, Name, FunctionVersion, Description = '' }, store) => {
    const fn = store.mustGetUnpublished(FunctionName);
    store.mustGet(fn.name, FunctionVersion);
    const { aliases } = store.publicationsOf(fn.name);
    const arn = `${fn.arn}:${Name}`;
    if (aliases.has(Name))
      throw new AwsError('ResourceConflictException', `Alias already exists: ${arn}`, 409);
    const alias: Alias = {
      name: Name,
      arn,
      version: FunctionVersion,
      description: Description,
      policy: [],
      revisionId: store.platform.newId(),
    };
    aliases.set(Name, alias);
    return describeAlias(alias);
  },
});

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_GetAlias.html */
export const getAlias = lambdaAction({
  input: ONE,
  permissions: onFunction('lambda:GetAlias'),
  run: ({ FunctionName, Name }, store) => describeAlias(mustGetAlias(FunctionName, Name, store)),
});

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_UpdateAlias.html */
export const updateAlias = lambdaAction({
  input: { ...ONE, FunctionVersion: VERSION, Description: DESCRIPTION, RevisionId: { type: 'string' } },
  permissions: onFunction('lambda:UpdateAlias'),
  run: ({ FunctionName, Name, FunctionVersion, Description, RevisionId }, store) => {
    const before = mustGetAlias(FunctionName, Name, store);
    refuseStaleRevision(before, RevisionId);
    const fn = store.mustGetUnpublished(FunctionName);
    if (FunctionVersion !== undefined) store.mustGet(fn.name, FunctionVersion);
    const alias: Alias = {
      ...before,
      version: FunctionVersion ?? before.version,
      description: Description ?? before.description,
      revisionId: store.platform.newId(),
    };
    store.publicationsOf(fn.name).aliases.set(Name, alias);
    return describeAlias(alias);
  },
});

/**
 * Idempotent.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_DeleteAlias.html
 */
export const deleteAlias = lambdaAction({
  input: ONE,
  permissions: onFunction('lambda:DeleteAlias'),
  run: ({ FunctionName, Name }, store) => {
    store.publicationsOf(store.mustGetUnpublished(FunctionName).name).aliases.delete(Name);
    return undefined;
  },
});

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_ListAliases.html */
export const listAliases = lambdaAction({
  input: {
    FunctionName: FUNCTION_REFERENCE.FunctionName,
    FunctionVersion: VERSION,
    // Always a single page.
    Marker: { type: 'string' },
    MaxItems: { type: 'integer', min: 1, max: 10_000 },
  },
  permissions: onFunction('lambda:ListAliases'),
  run: ({ FunctionName, FunctionVersion }, store) => {
    const { aliases } = store.publicationsOf(store.mustGetUnpublished(FunctionName).name);
    const chosen = [...aliases.values()].filter(
      ({ version }) => FunctionVersion === undefined || version === FunctionVersion,
    );
    return { Aliases: chosen.sort((a, b) => (a.name < b.name ? -1 : 1)).map(describeAlias) };
  },
});
