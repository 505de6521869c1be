import { isRecord } from '../../../bounded-json';

/** Any JSON value: what states take and give. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

/** A JSON object. */
export interface JsonObject {
  readonly [key: string]: Json;
}

/** Whether a value is a JSON object, and not null or a list. */
export const isObject = (value: unknown): value is JsonObject => isRecord(value);
