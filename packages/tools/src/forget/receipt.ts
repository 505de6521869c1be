import { countInWords, grouped } from '@ecommerce-recommenders/csv/count-in-words';
import { visible } from '@ecommerce-recommenders/csv/visible';
import { TOKEN_HOURS } from '@ecommerce-recommenders/shop-data/contracts/functions/api';
import { INCOMING_PREFIX } from '@ecommerce-recommenders/shop-data/contracts/fresh-data/places';
import { isUnderWay, type JobReceipt } from './deletion-job';
import type { FoundRows, UnreadFile } from './person-files';

/** Data about the person that remains after the command: until when, and how to remove it sooner. */
export interface Remainder {
  readonly what: string;
  readonly until: string;
  readonly remedy?: string;
}

/** Record of what was done to forget a person. */
export interface Receipt {
  readonly stack: string;
  readonly datasetGroupArn: string;
  readonly bucket: string;
  /** The id in the shop's data. It is a hash if the shop hashes user ids. */
  readonly userId: string;
  /** The given id, if the shop hashes ids and it looks like a hash. Data with that id is deleted as well. */
  readonly alsoAs?: string;
  readonly startedAt: string;
  readonly endedAt: string;
  /** Whether all steps succeeded, including a second search of the files, and the job is COMPLETED without overlapping work. */
  readonly isComplete: boolean;
  /** Why the command ended half-way. */
  readonly problem?: string;
  /** Number of files of the data bucket that were searched for rows of the person. */
  readonly filesSearched: number;
  /** Number of rows by object of the data bucket. Objects of fresh data count for the first object of their file. */
  readonly rowsRemoved: readonly FoundRows[];
  /** Absent if the command ended before creating it. */
  readonly job?: JobReceipt;
  /**
   * Imports, trainings, batch jobs and live events between the job's start and its end. If there are any, the job
   * guarantees nothing.
   */
  readonly overlaps: readonly string[];
  readonly remains: readonly Remainder[];
}

/** Facts that determine what remains. */
export interface Circumstances {
  readonly bucket: string;
  readonly job?: JobReceipt;
  readonly unread: readonly UnreadFile[];
  /** Whether the data bucket keeps versions. */
  readonly isVersioned: boolean;
  /** Names of the live recommenders. */
  readonly recommenders: readonly string[];
  /** Names of the solutions for ranking or batch jobs. */
  readonly solutions: readonly string[];
  /** Whether the shop's back end signs tokens for its API. */
  readonly hasTokens: boolean;
  /** Milliseconds since 1970. */
  readonly nowMs: number;
}

const DAY_MS = 24 * 3_600_000;
/** Number of days for which the bucket keeps dropped files and old versions, see docs/settings.md. */
const KEPT_DAYS = 30;

const dayAfter = (ms: number): string => new Date(ms + KEPT_DAYS * DAY_MS).toISOString().slice(0, 10);

/** What remains of the person. */
export function remaindersOf(circumstances: Circumstances): Remainder[] {
  const { bucket, job, unread, isVersioned, recommenders, solutions, hasTokens, nowMs } = circumstances;
  const remains: Remainder[] = [];
  if (!job || isUnderWay(job))
    remains.push({
      what: `the datasets of Personalize, and the list of users for the job in s3://${bucket}/dataset/forget/`,
      until: 'the data deletion job is COMPLETED, which can take a day',
      remedy: 'repeat the command then: it deletes the list and completes the receipt',
    });
  if (recommenders.length > 0)
    remains.push({
      what: `what the models of ${recommenders.join(', ')} have learnt`,
      until:
        'their next training after the job is COMPLETED: Personalize trains at most seven days after the last time',
    });
  if (solutions.length > 0)
    remains.push({
      what: `what the models of ${solutions.join(', ')} have learnt, former versions included`,
      until:
        'the solution is deleted; a campaign or a run answers by the next training after the job is COMPLETED',
      remedy: 'nothing asks a former version',
    });
  remains.push(...unread.map((file) => unreadRemainder(bucket, file)));
  if (isVersioned)
    remains.push({
      what: 'earlier versions of the files in the data bucket',
      until: dayAfter(nowMs),
      remedy: 'delete the versions where that is too late',
    });
  if (hasTokens)
    remains.push({
      what: 'tokens that the back end has signed for the person: a browser that has one sends events as the person',
      until: `they expire, ${countInWords(TOKEN_HOURS, 'hour')} at most after the last one was signed`,
      remedy: 'sign no more; repeat the command after that time where events have come',
    });
  remains.push(
    {
      what: 'whether a recommender was trained by its weekly schedule during the job, or PutUsers and PutItems were called: the service does not tell',
      until: 'another job has run',
      remedy: 'repeat the command',
    },
    {
      what: 'the source of the shop’s data: its own archive or bucket, and copies in the bucket of cdk bootstrap',
      until: 'you delete the person there; the next deployment that prepares data imports the source again',
      remedy: 'take the person out of the source first; "npx cdk gc" deletes copies that no stack uses',
    },
    {
      what: 'logs and reports of imports, which may quote a row that was refused',
      until: 'their retention is over: a month for logs, a year for reports',
    },
    {
      what: 'the name of the data deletion job, with 16 digits of a hash of the id',
      until: 'the dataset group is deleted',
    },
  );
  return remains;
}

/** Describes what a file that was not searched may still contain. */
function unreadRemainder(bucket: string, { key, modified, why }: UnreadFile): Remainder {
  const what = `s3://${bucket}/${key} was not searched: ${why}`;
  if (key.startsWith(INCOMING_PREFIX))
    return {
      what,
      until: 'it is imported, which may bring the person back',
      remedy: 'take the person out of it',
    };
  if (key.split('/')[0] === 'dataset')
    return {
      what,
      until: 'the next deployment that prepares data',
      remedy: 'delete it if nothing needs it',
    };
  return { what, until: dayAfter(Date.parse(modified)), remedy: 'delete it where that is too late' };
}

/** A receipt as readable text. File names and reasons are untrusted. */
export function receiptText(receipt: Receipt): string {
  const { filesSearched, rowsRemoved, job, remains } = receipt;
  const lines = [
    headlineOf(receipt),
    `Data bucket: ${countInWords(filesSearched, 'file')} searched, ${rowsRemoved.length === 0 ? 'no row removed' : 'rows removed'}.`,
    ...rowsRemoved.map(({ key, rows }) => `  ${key}: ${grouped(rows)}`),
    ...(job ? [jobLine(job)] : ['Personalize: no data deletion job was started.']),
    'What remains:',
    ...remains.map(
      ({ what, until, remedy }) => `  - ${what}, until ${until}${remedy === undefined ? '' : ` (${remedy})`}`,
    ),
  ];
  return lines.map(visible).join('\n');
}

function headlineOf({ userId, alsoAs, isComplete, problem, rowsRemoved, job }: Receipt): string {
  const who = alsoAs === undefined ? `"${userId}"` : `"${alsoAs}", as it is and as the hash "${userId}",`;
  if (problem !== undefined) return `${who} is not forgotten yet: ${problem}`;
  if (!isComplete) return `${who} is being forgotten.`;
  if (rowsRemoved.length === 0 && job?.numDeleted === 0)
    return `Nothing of ${who} was found: no row in the files that were searched, no record in Personalize. Check the id.`;
  return `${who} is forgotten, except for what remains below.`;
}

function jobLine({ arn, status, numDeleted, failureReason }: JobReceipt): string {
  const deleted = numDeleted === undefined ? '' : `, ${countInWords(numDeleted, 'record')} deleted`;
  return `Personalize: the data deletion job ${arn.replace(/^.*\//, '')} is ${status}${deleted}${failureReason === undefined ? '' : `: ${failureReason}`}`;
}
