import { AwsError } from '../../aws-error';
import { bytesOfAll, daysBefore } from './log-group';
import type { NewLogEvent } from './logs-store';

const MAX_BATCH_BYTES = 1_048_576;
const MAX_AGE_DAYS = 14;
const MAX_FUTURE_MS = 2 * 60 * 60 * 1_000;

/** The accepted events of a PutLogEvents batch, and the rejected index ranges. */
export interface SiftedBatch {
  readonly accepted: readonly NewLogEvent[];
  readonly rejectedLogEventsInfo?: RejectedLogEventsInfo;
}

/** Indexes into a batch; ends are exclusive. */
interface RejectedLogEventsInfo {
  readonly tooNewLogEventStartIndex?: number;
  readonly tooOldLogEventEndIndex?: number;
  readonly expiredLogEventEndIndex?: number;
}

/**
 * Checks a batch against PutLogEvents' limits. Drops events more than two hours ahead, older than 14 days or
 * older than the group's retention.
 *
 * @throws AwsError `InvalidParameterException` for a batch that is too large, unsorted, or spans more than 24
 *   hours
 */
export function siftBatch(
  batch: readonly NewLogEvent[],
  nowMs: number,
  retentionInDays?: number,
): SiftedBatch {
  const bytes = bytesOfAll(batch);
  if (bytes > MAX_BATCH_BYTES)
    throw invalid(`Upload too large: ${bytes} bytes exceeds limit of ${MAX_BATCH_BYTES}`);
  if (batch.some(({ timestamp }, at) => at > 0 && timestamp < batch[at - 1].timestamp))
    throw invalid('Log events in a single PutLogEvents request must be in chronological order.');

  const countBefore = (ms: number): number => batch.filter(({ timestamp }) => timestamp < ms).length;
  const tooOldEnd = countBefore(daysBefore(nowMs, MAX_AGE_DAYS));
  const expiredEnd = countBefore(daysBefore(nowMs, retentionInDays ?? Infinity));
  const tooNewStart = countBefore(nowMs + MAX_FUTURE_MS + 1);
  const accepted = batch.slice(Math.max(tooOldEnd, expiredEnd), tooNewStart);
  if (accepted.length > 0 && accepted[0].timestamp < daysBefore(accepted[accepted.length - 1].timestamp, 1))
    throw invalid('The batch of log events in a single PutLogEvents request cannot span more than 24 hours.');

  if (accepted.length === batch.length) return { accepted };
  return {
    accepted,
    rejectedLogEventsInfo: {
      ...(tooNewStart < batch.length && { tooNewLogEventStartIndex: tooNewStart }),
      ...(tooOldEnd > 0 && { tooOldLogEventEndIndex: tooOldEnd }),
      ...(expiredEnd > 0 && { expiredLogEventEndIndex: expiredEnd }),
    },
  };
}

const invalid = (message: string): AwsError => new AwsError('InvalidParameterException', message);
