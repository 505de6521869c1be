import type { StackView } from '../../../lambda/shop/resources/stack-view';

/** What a test says of the stack; it may change meanwhile. */
export interface StackState {
  isAbandoned?: boolean;
  /** From which look on it is abandoned, counted from 1. */
  isAbandonedFrom?: number;
  /** Tells whether it is abandoned, in place of these. */
  look?: () => Promise<boolean>;
  isRollingBack?: boolean;
  isGoing?: boolean;
  isSuperseded?: boolean;
  /** When the current update began, in milliseconds since 1970. */
  beganMs?: number;
  /** Logical id that has the physical id of the request, too. */
  keeper?: string;
}

/** A stack as handlers see it; by default a deployment that goes well. */
export function stackDouble(state: StackState = {}): StackView {
  let looks = 0;
  return {
    isAbandoned: async () =>
      state.look?.() ?? state.isAbandoned ?? ++looks >= (state.isAbandonedFrom ?? Infinity),
    isRollingBack: async () => state.isRollingBack ?? false,
    isGoing: async () => state.isGoing ?? false,
    isSuperseded: async () => state.isSuperseded ?? false,
    deletion: async () => (state.keeper === undefined ? { may: true } : { may: false, keeper: state.keeper }),
    keeperOf: async () => state.keeper,
    hadBefore: async (_event, createdMs) =>
      state.isRollingBack === true && state.beganMs !== undefined && createdMs < state.beganMs,
    isOfThisUpdate: async (_event, ms) => state.beganMs !== undefined && ms >= state.beganMs,
  };
}
