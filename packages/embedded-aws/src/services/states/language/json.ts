import { isRecord } from '../../../bounded-json';

/** Any JSON value: input or output of states. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

/** A JSON object. */
export interface JsonObject {
  readonly [key: string]: Json;
}

/** Whether a value is a JSON object, not null or an array. */
export const isObject = (value: unknown): value is JsonObject => isRecord(value);
