import { onAnything } from '../../authorization/permission';
import { describeConfiguration } from './describe-configuration';
import { lambdaAction } from './lambda-action';

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_ListFunctions.html */
export const listFunctions = lambdaAction({
  input: {
    // A function has one version, so that ALL and the default list the same.
    FunctionVersion: { type: 'string', enum: ['ALL'] },
    Marker: { type: 'string' },
    MaxItems: { type: 'integer', min: 1, max: 10_000 },
  },
  permissions: onAnything('lambda:ListFunctions'),
  run: ({ Marker = '', MaxItems = 50 }, store) => {
    const names = [...store.functions.keys()].sort().filter((name) => name > Marker);
    const page = names.slice(0, Math.min(MaxItems, 50));
    return {
      Functions: page.map((name) => describeConfiguration(store.mustGet(name))),
      ...(page.length < names.length && { NextMarker: page.at(-1) }),
    };
  },
});
