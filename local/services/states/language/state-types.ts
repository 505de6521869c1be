import type { AnyStateType } from './state-type';
import { choice } from './types/choice';
import { fail } from './types/fail';
import { map } from './types/map';
import { parallel } from './types/parallel';
import { pass } from './types/pass';
import { succeed } from './types/succeed';
import { task } from './types/task';
import { wait } from './types/wait';

/** @see https://states-language.net/spec.html#state-types */
export const STATE_TYPES: Readonly<Record<string, AnyStateType>> = {
  Choice: choice,
  Fail: fail,
  Map: map,
  Parallel: parallel,
  Pass: pass,
  Succeed: succeed,
  Task: task,
  Wait: wait,
};
