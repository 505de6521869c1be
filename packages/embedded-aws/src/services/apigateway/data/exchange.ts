import type { RouteEntry, StageEntry } from '../apigateway-shapes';
import type { ApiRequest } from './lambda-event';

/** What is known of a request when it has been answered: for access log, metrics, bill and request log. */
export interface Exchange {
  readonly request: ApiRequest;
  stage?: StageEntry;
  route?: RouteEntry;
  /** Of the answer; 0 if a fault suppresses it. */
  status: number;
  requestBytes: number;
  responseBytes: number;
  /** Why the gateway answers by itself, with its kind as of API Gateway's responses. */
  error?: { readonly message: string; readonly responseType: string };
  authorizerError?: string;
  claims?: Readonly<Record<string, string>>;
  integration?: {
    readonly latencyMs: number;
    /** Of Lambda. */
    readonly status: number;
    readonly requestId: string;
    /** Of the function. */
    functionStatus?: number;
    error?: string;
  };
  latencyMs: number;
}
