// Serves the answer with bare node:http, JSON.parse and JSON.stringify, as a lower bound.
import { createServer } from 'node:http';

const [count] = process.argv.slice(2).map(Number);
const items = Array.from({ length: count }, () => ({ itemId: crypto.randomUUID() }));

const server = createServer((request, response) => {
  const pieces = [];
  request.on('data', (piece) => pieces.push(piece));
  request.on('end', () => {
    const { numResults } = JSON.parse(Buffer.concat(pieces));
    const body = JSON.stringify({
      itemList: items.slice(0, numResults),
      recommendationId: `RID-${crypto.randomUUID()}`,
    });
    response.writeHead(200, {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
    });
    response.end(body);
  });
});
server.listen(0, '127.0.0.1', () => console.log(JSON.stringify({ port: server.address().port })));
