import type { FaultKind, FaultOf } from '../../faults/fault-kinds';
import type { Faults } from '../../faults/faults';
import type { LambdaFunction } from './lambda-function';
import { timedOutReply, exitMessage, exitReply } from './reply';
import type { Reply } from './worker/worker-message';

type FunctionFaultKind = Extract<FaultKind, 'function-crash' | 'function-out-of-memory' | 'function-timeout'>;

const ENDS: Record<FunctionFaultKind, (fn: LambdaFunction, requestId: string) => Reply> = {
  'function-crash': (_fn, requestId) => exitReply(requestId, exitMessage(1, null)),
  'function-out-of-memory': (fn, requestId) => ({
    ...exitReply(requestId, 'Runtime exited with error: signal: killed'),
    maxMemoryMb: fn.memoryMb,
  }),
  'function-timeout': timedOutReply,
};

/** How a fault ends an invocation, and whether the handler runs first. */
export interface FunctionFault {
  readonly when: NonNullable<FaultOf<FunctionFaultKind>['when']>;
  readonly reply: Reply;
}

/** The fault of an invocation, if any. */
export function functionFault(
  faults: Faults,
  fn: LambdaFunction,
  requestId: string,
): FunctionFault | undefined {
  for (const kind of Object.keys(ENDS) as FunctionFaultKind[]) {
    const fault = faults.strike(kind, { function: fn.name });
    if (fault) return { when: fault.when ?? 'before', reply: ENDS[kind](fn, requestId) };
  }
  return undefined;
}
