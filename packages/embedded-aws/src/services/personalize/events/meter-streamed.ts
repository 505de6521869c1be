import type { Meter } from '../../../billing/meter';

/** Counts streamed events, items or users as ingestion: their bytes as JSON. */
export const meterStreamed = (records: readonly object[], meter: Meter): void =>
  meter.add('ingestion', Buffer.byteLength(JSON.stringify(records)) / 1e9);
