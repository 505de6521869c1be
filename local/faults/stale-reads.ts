import { AwsError } from '../aws-error';
import type { AwsRequest, AwsResponse } from '../gateway/request';
import { readBody } from '../gateway/service';
import type { Faults } from './faults';
import type { Handle, RequestSubject } from './request-faults';
import { SERVICE_ERRORS } from './service-errors';

const CREATION = /^Create/;
const READ = /^(Describe|Get)/;
/** `ListTagsForResource`, `ListTags`, `ListResourceTags`. */
const TAG_READ = /^List(Resource)?Tags/;
const ARN = /arn:aws[\w-]*:[^\s"<>,]+/g;

/**
 * Serves requests and lets a read of something that was created a moment ago see the state before: the
 * former answer to the same question or, where nobody has asked yet, that it does not exist. Of such first reads of
 * tags every second one sees the resource without them. What a read is of and what a creation has made, their ARNs
 * say.
 */
export function createStaleReads(
  faults: Faults,
): (request: AwsRequest, subject: RequestSubject, handle: Handle) => Promise<AwsResponse> {
  const answers = new Map<string, AwsResponse>();
  let firstTagReads = 0;

  async function read(request: AwsRequest, subject: RequestSubject, handle: Handle): Promise<AwsResponse> {
    const path = request.path.replace(/%3a/gi, ':').replace(/%2f/gi, '/');
    const question = `${subject.service} ${path} ${(await readBody(request)).toString()}`;
    const [arn = ''] = question.match(ARN) ?? [];
    if (faults.strike('stale-read', { ...subject, arn })) {
      const former = answers.get(question);
      if (former) return former;
      const isTagless = TAG_READ.test(subject.operation) && ++firstTagReads % 2 === 0;
      const tagless = isTagless && withoutTags(await handle(request));
      if (tagless) return tagless;
      const { code, status } = SERVICE_ERRORS[subject.service].notFound;
      throw new AwsError(code, `Resource Arn ${arn} does not exist.`, status);
    }
    const answer = await handle(request);
    if (typeof answer.body === 'string') answers.set(question, answer);
    return answer;
  }

  async function create(request: AwsRequest, handle: Handle): Promise<AwsResponse> {
    const answer = await handle(request);
    if (typeof answer.body === 'string') for (const [arn] of answer.body.matchAll(ARN)) faults.changed(arn);
    return answer;
  }

  return (request, subject, handle) => {
    const { operation } = subject;
    if (faults.has('stale-read')) {
      if (READ.test(operation) || TAG_READ.test(operation)) return read(request, subject, handle);
      return CREATION.test(operation) ? create(request, handle) : handle(request);
    }
    if (answers.size > 0) answers.clear();
    return handle(request);
  };
}

/** The same answer with an empty list, or map, of tags, which is at the top; undefined where it is no JSON. */
function withoutTags(answer: AwsResponse): AwsResponse | undefined {
  if (typeof answer.body !== 'string' || !answer.body.startsWith('{')) return undefined;
  const members = Object.entries(JSON.parse(answer.body) as Record<string, unknown>).map(([name, value]) => {
    if (!/^tags$/i.test(name)) return [name, value];
    return [name, Array.isArray(value) ? [] : {}];
  });
  return { ...answer, body: JSON.stringify(Object.fromEntries(members)) };
}
