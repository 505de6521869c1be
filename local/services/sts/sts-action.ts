import { actionOf } from '../../gateway/action';
import type { Platform } from '../../platform';

/** An operation of STS, which keeps nothing itself: sessions are the account's. */
export const stsAction = actionOf<Platform>();
