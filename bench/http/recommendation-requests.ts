import { signedHeaders, type Signer } from './signed-headers';

/** Users and categories in turn, so that no answer is the former one. */
const QUESTIONS = 200;
const NUM_RESULTS = 25;

/** What the requests of a load ask. */
export interface Questions {
  readonly recommenderArn: string;
  /** Asks for a category of `shop-csv.ts` by this filter. */
  readonly filterArn?: string;
  readonly customer: Signer;
}

/** Requests for recommendations as an SDK sends them, each for another user. */
export function recommendationRequests({ recommenderArn, filterArn, customer }: Questions): Buffer[] {
  return Array.from({ length: QUESTIONS }, (_, question) => {
    const body = JSON.stringify({
      recommenderArn,
      userId: `user-${question}`,
      numResults: NUM_RESULTS,
      ...(filterArn && { filterArn, filterValues: { category: `"category-${question % 100}"` } }),
    });
    const headers = {
      host: '127.0.0.1',
      'user-agent': 'aws-sdk-js/3 ua/2.1 os/linux lang/js md/nodejs#20 api/personalize-runtime#3',
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      'amz-sdk-request': 'attempt=1; max=3',
      ...signedHeaders(customer, 'personalize'),
    };
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    return Buffer.from(`POST /recommendations HTTP/1.1\r\n${lines.join('')}\r\n${body}`);
  });
}
