import { once } from 'node:events';
import fs from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createPeerUser } from '../../src/gateway/peer-user';
import { createStrangerProblem, type StrangerOptions } from '../../src/gateway/stranger-problem';
import { startLocalAws } from '../../src/local-aws';
import { awsForEach } from '../support/test-aws';
import { NOBODY_UID, printedByNobody, runByNobodyMeanwhile } from '../../../../test/support/another-user';
import { rawAnswer, rawAsk } from './raw-exchange';
import { RUN_CODE, strangerRequests } from './stranger-requests';
import { describeWith } from '../../../../test/support/prerequisites';
import { ApiGatewayV2 } from '@aws-sdk/client-apigatewayv2';

async function ask(url: string): Promise<string> {
  const { status, body } = await rawAsk(url);
  return `${status} ${body}`;
}

async function answerOf(options?: StrangerOptions): Promise<string> {
  const server = createServer();
  const strangerProblem = createStrangerProblem(server, options);
  server.on('request', (request, response) => {
    void Promise.resolve(strangerProblem(request)).then((problem = 'welcome') => response.end(problem));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const answer = await ask(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  await once(server.close(), 'close');
  return answer;
}

describeWith('linux')("the system's tables of connections", () => {
  const countOpen = (): number => {
    const files = fs.readdirSync('/proc/self/fd').map((fd) => {
      try {
        return fs.readlinkSync(`/proc/self/fd/${fd}`);
      } catch {
        // It was closed since the folder was listed, as the folder itself was.
        return '';
      }
    });
    return files.filter((file) => /\/net\/tcp6?$/.test(file)).length;
  };

  it('are open as long as the server is', async () => {
    expect(countOpen()).toBe(0);
    const server = await startLocalAws();
    await ask(`${server.endpoint}/_local/health`);
    expect(countOpen()).toBeGreaterThan(0);
    await expect(startLocalAws({ port: Number(new URL(server.endpoint).port) })).rejects.toThrow('is taken');
    await server.close();
    while (countOpen() > 0) await new Promise(setImmediate);
  });
});

describe('a server of the user 1000', () => {
  beforeEach(() => void jest.spyOn(process, 'getuid').mockReturnValue(1000));
  afterEach(() => jest.restoreAllMocks());

  it.each([1000, 0])('answers the user %s', async (uid) => {
    expect(await answerOf({ peerUser: async () => uid })).toBe('200 welcome');
  });

  it.each([
    [
      1001,
      'to another user of this machine (uid 1001). Only uid 1000, who started this server, and root may connect',
    ],
    [65_534, 'to another user of this machine (uid 65534)'],
    [undefined, 'does not tell which user of this machine opened it'],
  ])('fails for the user %s (HTTP-10)', async (uid, sentence) => {
    expect(await answerOf({ peerUser: async () => uid })).toContain(sentence);
  });

  // It answers everybody, and warns of that when it starts.
  it('answers where the system does not tell users', async () => {
    jest.spyOn(fs, 'accessSync').mockImplementation(() => {
      throw new Error('EACCES');
    });
    jest.spyOn(fs.promises, 'open').mockRejectedValue(new Error('EACCES'));
    expect(await answerOf()).toBe('200 welcome');
  });

  it('fails for everybody where the system tells no longer', async () => {
    const tells = createPeerUser([() => Promise.reject(new Error('EACCES'))]);
    const answer = await answerOf({ peerUser: tells });
    expect(answer).toContain('does not tell which user of this machine opened it');
  });
});

describe('the embedded AWS', () => {
  const aws = awsForEach();

  it('answers its user over 200 connections that open at once', async () => {
    const answers = Array.from({ length: 200 }, () => ask(`${aws.endpoint}/_local/inventory`));
    expect(new Set(await Promise.all(answers))).toEqual(new Set(['200 []\n']));
  });

  it.each(['HTTP/1.0', 'HTTP/1.1'])(
    'answers its user over connections for one request of %s',
    async (version) => {
      const request = `GET /_local/inventory ${version}\r\nHost: localhost\r\nConnection: close\r\n\r\n`;
      for (let time = 0; time < 20; time++)
        expect(await rawAnswer(aws.endpoint, request)).toContain(' 200 OK\r\n');
    },
  );

  describeWith('anotherUser')('asked by another user of the machine', () => {
    /** Sends requests one after the other, over one connection or a new one each, and prints the answers. */
    const ASK = `
      const http = require('node:http');
      const [endpoint, requests, keepAlive] = process.argv.slice(1);
      const agent = new http.Agent({ keepAlive: keepAlive === 'true', maxSockets: 1 });
      const ask = ({ path, body, ...init }) => new Promise((resolve, reject) =>
        http.request(endpoint + path, { ...init, agent }, (response) => {
          let text = '';
          response.on('data', (data) => (text += data)).on('end', () => resolve([response.statusCode, text]));
        }).on('error', reject).end(body));
      (async () => {
        const answers = [];
        for (const request of JSON.parse(requests)) answers.push(await ask(request));
        console.log(JSON.stringify(answers));
        agent.destroy();
      })();
    `;
    const REFUSAL =
      `The connection belongs to another user of this machine (uid ${NOBODY_UID}). Only uid 0, who started this server, ` +
      'and root may connect. Connect as that user, or start a server of your own on another port (--port).\n';

    it.each([
      ['one connection', true],
      ['connections for one request', false],
    ])('fails for everything, over %s', async (_, keepAlive) => {
      const health = (await (await fetch(`${aws.endpoint}/_local/health`)).json()) as { services: string[] };
      const requests = strangerRequests(health.services);
      const answers = await printedByNobody(ASK, aws.endpoint, JSON.stringify(requests), String(keepAlive));
      expect(answers).toEqual(requests.map(({ method }) => [403, method === 'HEAD' ? '' : REFUSAL]));
      expect(aws.requests.list()).toEqual([]);
    });

    it('fails for an API, for pages of its own origins as well (APIGW-4)', async () => {
      const origin = 'https://shop.example';
      const { ApiEndpoint = '' } = await aws
        .client(ApiGatewayV2)
        .createApi({ Name: 'a', ProtocolType: 'HTTP', CorsConfiguration: { AllowOrigins: [origin] } });
      const request = { method: 'POST', path: '/', body: '{}' };
      const requests = [{}, { origin }].map((headers) => ({ ...request, headers }));
      const answers = await printedByNobody(ASK, ApiEndpoint, JSON.stringify(requests));
      expect(answers).toEqual(requests.map(() => [403, REFUSAL]));
      expect(aws.requests.list().filter(({ service }) => service === 'execute-api')).toEqual([]);
    });

    it('fails over a socket of IPv6', async () => {
      const endpoint = aws.endpoint.replace('127.0.0.1', '[::ffff:127.0.0.1]');
      const answers = await printedByNobody(ASK, endpoint, JSON.stringify(RUN_CODE));
      expect(answers).toEqual(RUN_CODE.map(() => [403, REFUSAL]));
    });

    // The system's tables attribute to root the connections that outlive their process.
    it.each(['end', 'destroy', 'resetAndDestroy'])(
      'fails when the connection is over before anybody looks (%s) (HTTP-10)',
      async (leave) => {
        const SEND = `
          const [port, request, leave] = process.argv.slice(1);
          const socket = require('node:net').connect(Number(port), '127.0.0.1', () =>
            socket.write(request, () => {
              if (leave === 'end') socket.end(() => process.exit());
              else socket[leave]();
            }));
        `;
        const [{ method, path, headers, body = '' }] = RUN_CODE;
        const lines = Object.entries({ host: 'localhost', ...headers, 'content-length': body.length });
        const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join('');
        runByNobodyMeanwhile(
          SEND,
          new URL(aws.endpoint).port,
          `${method} ${path} HTTP/1.1\r\n${head}\r\n${body}`,
          leave,
        );
        // Accepted after it, hence answered after it.
        expect(await ask(`${aws.endpoint}/_local/inventory`)).toBe('200 []\n');
        expect(await ask(`${aws.endpoint}/_local/inventory`)).toBe('200 []\n');
        expect(aws.requests.list()).toEqual([]);
      },
    );
  });
});
