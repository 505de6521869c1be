import { onAnything } from '../../authorization/permission';
import { lambdaAction } from './lambda-action';

/** Bytes of code that an account may have: 75 GB, and of one function, packed and unpacked. */
const CODE_LIMITS = {
  TotalCodeSize: 80_530_636_800,
  CodeSizeUnzipped: 262_144_000,
  CodeSizeZipped: 52_428_800,
};

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_GetAccountSettings.html */
export const getAccountSettings = lambdaAction({
  input: {},
  permissions: onAnything('lambda:GetAccountSettings'),
  run: (_input, store) => {
    const { limit, unreserved } = store.concurrency;
    const functions = [...store.functions.values()];
    return {
      AccountLimit: {
        ...CODE_LIMITS,
        ConcurrentExecutions: limit,
        UnreservedConcurrentExecutions: unreserved,
      },
      AccountUsage: {
        FunctionCount: functions.length,
        TotalCodeSize: functions.reduce((bytes, { code }) => bytes + code.bytes, 0),
      },
    };
  },
});
