import type { AnyStateType } from './state-type';
import { choice, fail, pass, succeed } from './types/simple-states';
import { map } from './types/map';
import { parallel } from './types/parallel';
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
