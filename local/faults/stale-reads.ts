import { AwsError } from '../aws-error';
import type { AwsRequest, AwsResponse } from '../gateway/request';
import { readBody } from '../gateway/service';
import type { Faults } from './faults';
import type { RequestSubject } from './request-faults';
import { SERVICE_ERRORS } from './service-errors';

const CREATION = /^Create/;
const READ = /^(Describe|Get)/;
const ARN = /arn:aws[\w-]*:[^\s"<>,]+/g;

/**
 * Serves requests and lets a read of something that was created a moment ago see the state before: the
 * former answer to the same question or, where nobody has asked yet, that it does not exist. What a read is
 * of and what a creation has made, their ARNs say.
 */
export function createStaleReads(
  faults: Faults,
): (
  request: AwsRequest,
  subject: RequestSubject,
  handle: () => Promise<AwsResponse>,
) => Promise<AwsResponse> {
  const answers = new Map<string, AwsResponse>();

  async function read(
    request: AwsRequest,
    subject: RequestSubject,
    handle: () => Promise<AwsResponse>,
  ): Promise<AwsResponse> {
    const path = request.path.replace(/%3a/gi, ':').replace(/%2f/gi, '/');
    const question = `${subject.service} ${path} ${(await readBody(request)).toString()}`;
    const [arn = ''] = question.match(ARN) ?? [];
    if (faults.strike('stale-read', { ...subject, arn })) {
      const former = answers.get(question);
      if (former) return former;
      const { code, status } = SERVICE_ERRORS[subject.service].notFound;
      throw new AwsError(code, `Resource Arn ${arn} does not exist.`, status);
    }
    const answer = await handle();
    if (typeof answer.body === 'string') answers.set(question, answer);
    return answer;
  }

  async function create(handle: () => Promise<AwsResponse>): Promise<AwsResponse> {
    const answer = await handle();
    if (typeof answer.body === 'string') for (const [arn] of answer.body.matchAll(ARN)) faults.changed(arn);
    return answer;
  }

  return (request, subject, handle) => {
    if (faults.has('stale-read')) {
      if (READ.test(subject.operation)) return read(request, subject, handle);
      return CREATION.test(subject.operation) ? create(handle) : handle();
    }
    if (answers.size > 0) answers.clear();
    return handle();
  };
}
