/** Public API for running the embedded AWS in-process. */
export {
  startLocalAws as startEmbeddedAws,
  type LocalAws as EmbeddedAws,
  type LocalAwsOptions as EmbeddedAwsOptions,
} from './local-aws';
export type { LatencyName } from './latency';
export type { AwsCall, FunctionPlace, JobScript, JobScriptRun } from './platform';
export type { Clock, Timer } from './clock';
export type { BillLine } from './billing/bill';
export type { LoggedRequest, RequestLog } from './request-log';
export type { Faults, StruckFault } from './faults/faults';
export type { Fault, FaultKind, FaultOf } from './faults/fault-kinds';
