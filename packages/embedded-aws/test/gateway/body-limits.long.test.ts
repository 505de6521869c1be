import { signedFor } from './raw-exchange';
import { awsForAll } from '../support/test-aws';

const MIB = 1024 * 1024;

/** The body limit by service and operation, and the error code. */
const LIMITS: [service: string, request: string, maxBytes: number, code: string][] = [
  ['personalize', 'POST / AmazonPersonalize.ListSchemas', MIB, 'RequestEntityTooLargeException'],
  ['states', 'POST / AWSStepFunctions.StartExecution', MIB, 'RequestEntityTooLargeException'],
  ['monitoring', 'POST / GraniteServiceVersion20100801.PutMetricData', MIB, 'RequestEntityTooLargeException'],
  ['events', 'POST / AWSEvents.PutEvents', 2 * MIB, 'RequestEntityTooLargeException'],
  ['logs', 'POST / Logs_20140328.PutLogEvents', 8 * MIB, 'RequestEntityTooLargeException'],
  ['personalize', 'POST /events', MIB, 'RequestEntityTooLargeException'],
  ['personalize', 'POST /items', 2 * MIB, 'RequestEntityTooLargeException'],
  ['lambda', 'POST /2015-03-31/functions/a/invocations', 6 * MIB, 'RequestEntityTooLargeException'],
  ['lambda', 'PUT /2015-03-31/functions/a/configuration', 5_120, 'RequestEntityTooLargeException'],
  ['lambda', 'POST /2015-03-31/functions', 70_167_211, 'RequestEntityTooLargeException'],
  ['iam', 'POST /', MIB, 'RequestEntityTooLargeException'],
  ['s3', 'PUT /shop?tagging', MIB, 'MaxMessageLengthExceeded'],
  ['s3', 'POST /shop?delete', 4 * MIB, 'MaxMessageLengthExceeded'],
  ['s3', 'POST /shop/key?uploadId=1', 4 * MIB, 'MaxMessageLengthExceeded'],
];

describe('a body', () => {
  const aws = awsForAll();

  it.each(LIMITS)('of %s, %s, has up to %i bytes (HTTP-4)', async (service, request, maxBytes, code) => {
    const [method, path, target] = request.split(' ');
    const answerTo = async (bytes: number): Promise<string> => {
      const headers = signedFor(service, target);
      const answer = await fetch(aws.endpoint + path, { method, headers, body: ' '.repeat(bytes) });
      return answer.text();
    };
    expect(await answerTo(maxBytes)).not.toContain(code);
    expect(await answerTo(maxBytes + 1)).toContain(code);
  });
});
