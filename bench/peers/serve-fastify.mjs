// Serves the same answer with fastify and its compiled serializer.
import fastify from 'fastify';

const [count] = process.argv.slice(2).map(Number);
const items = Array.from({ length: count }, () => ({ itemId: crypto.randomUUID() }));
const string = { type: 'string' };
const itemList = { type: 'array', items: { type: 'object', properties: { itemId: string } } };
const response = { 200: { type: 'object', properties: { itemList, recommendationId: string } } };

const server = fastify();
server.post('/recommendations', { schema: { response } }, async ({ body }) => ({
  itemList: items.slice(0, body.numResults),
  recommendationId: `RID-${crypto.randomUUID()}`,
}));
await server.listen({ port: 0, host: '127.0.0.1' });
console.log(JSON.stringify({ port: server.server.address().port }));
