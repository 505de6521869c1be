/**
 * A shop's back end, as small as it gets: it asks the recommenders of a deployed stack for a page in the browser, and sends
 * what people do there to the stack's event tracker. Browsers never talk to AWS themselves: that would take credentials.
 *
 *     STACK=EcommerceRecommenders PORT=8080 node server.mjs
 */
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { PersonalizeEventsClient, PutEventsCommand } from '@aws-sdk/client-personalize-events';
import { GetRecommendationsCommand, PersonalizeRuntimeClient } from '@aws-sdk/client-personalize-runtime';
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';

const { STACK = 'EcommerceRecommenders', PORT = '8080' } = process.env;
const MAX_BODY_BYTES = 10_000;

/** Recommenders that a page may ask for, by the stack's outputs. */
const RECOMMENDERS = {
  'most-viewed': 'MostViewedRecommenderArn',
  'best-sellers': 'BestSellersRecommenderArn',
  'frequently-bought-together': 'FrequentlyBoughtTogetherRecommenderArn',
  'customers-who-viewed-x-also-viewed': 'CustomersWhoViewedXAlsoViewedRecommenderArn',
  'recommended-for-you': 'RecommendedForYouRecommenderArn',
};

const runtime = new PersonalizeRuntimeClient({});
const events = new PersonalizeEventsClient({});
const { Stacks } = await new CloudFormationClient({}).send(new DescribeStacksCommand({ StackName: STACK }));
const outputs = Object.fromEntries(Stacks[0].Outputs.map((output) => [output.OutputKey, output.OutputValue]));
const page = await readFile(new URL('page.html', import.meta.url));

/** What is answered with a status of its own. */
class Refusal extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

/** `GET /recommendations?useCase=best-sellers&user=1&item=2` → item ids, best first, and the id of the list. */
async function recommend(query) {
  const recommenderArn = outputs[RECOMMENDERS[query.get('useCase')]];
  if (!recommenderArn) throw new Refusal(404, 'The stack has no recommender for this use case.');
  const { itemList = [], recommendationId } = await runtime.send(
    new GetRecommendationsCommand({
      recommenderArn,
      userId: query.get('user') ?? undefined,
      itemId: query.get('item') ?? undefined,
      numResults: 10,
    }),
  );
  return { recommendationId, items: itemList.map(({ itemId }) => itemId) };
}

/**
 * `POST /events` with `{ userId, sessionId, itemId, eventType, recommendationId? }`. A real back end takes the user from its
 * own session instead: otherwise anybody could act as anybody.
 */
async function record(body) {
  if (!outputs.TrackingId)
    throw new Refusal(503, 'The stack takes no events. Deploy it with -c eventTracker=true.');
  const { userId, sessionId, itemId, eventType, recommendationId } = body;
  // What begins with anonymous: is a session of the stack's API, or one of its own placeholders.
  const areIds = [userId, sessionId, itemId].every(
    (id) => typeof id === 'string' && /^(?!anonymous:).{1,256}$/.test(id),
  );
  if (!areIds || !['View', 'Purchase'].includes(eventType))
    throw new Refusal(400, 'An event needs userId, sessionId, itemId, and an eventType of View or Purchase.');
  const event = { eventId: randomUUID(), itemId, eventType, recommendationId, sentAt: new Date() };
  await events.send(
    new PutEventsCommand({ trackingId: outputs.TrackingId, userId, sessionId, eventList: [event] }),
  );
  return {};
}

async function readJson(request) {
  let text = '';
  for await (const chunk of request) {
    text += chunk;
    if (text.length > MAX_BODY_BYTES) throw new Refusal(413, 'Too long.');
  }
  try {
    return Object(JSON.parse(text));
  } catch {
    throw new Refusal(400, 'The body is no JSON.');
  }
}

async function answer(request) {
  const { pathname, searchParams } = new URL(request.url, 'http://localhost');
  switch (`${request.method} ${pathname}`) {
    case 'GET /recommendations':
      return recommend(searchParams);
    case 'POST /events':
      return record(await readJson(request));
    default:
      throw new Refusal(404, 'Not found.');
  }
}

const server = createServer(async (request, response) => {
  if (request.method === 'GET' && request.url === '/')
    return response.setHeader('Content-Type', 'text/html; charset=utf-8').end(page);
  response.setHeader('Content-Type', 'application/json');
  try {
    response.end(JSON.stringify(await answer(request)));
  } catch (error) {
    // What AWS says is for the log, not for strangers.
    if (!(error instanceof Refusal)) console.error(error);
    response.statusCode = error instanceof Refusal ? error.status : 502;
    response.end(JSON.stringify({ error: error instanceof Refusal ? error.message : 'No answer.' }));
  }
});

server.listen(Number(PORT), '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`));
