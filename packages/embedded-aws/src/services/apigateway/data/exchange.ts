import type { RouteEntry, StageEntry } from '../apigateway-shapes';
import type { ApiRequest } from './lambda-event';

/** A request and its answer, for access log, metrics, bill and request log. */
export interface Exchange {
  readonly request: ApiRequest;
  stage?: StageEntry;
  route?: RouteEntry;
  /** HTTP status; 0 if a fault suppresses the answer. */
  status: number;
  requestBytes: number;
  responseBytes: number;
  /** Why the gateway itself answers, with API Gateway's response type. */
  error?: { readonly message: string; readonly responseType: string };
  authorizerError?: string;
  claims?: Readonly<Record<string, string>>;
  integration?: {
    readonly latencyMs: number;
    /** Lambda's status. */
    readonly status: number;
    readonly requestId: string;
    /** The function's own status. */
    functionStatus?: number;
    error?: string;
  };
  latencyMs: number;
}
