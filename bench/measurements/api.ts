import { load } from '../http/load';
import type { Contender, Measurement } from '../measurement';
import { startProgram, typescript } from '../run-program';

/** Few connections, so that the execution environments, each a process here, share two processors equally in both contenders. */
const CONNECTIONS = 8;

interface ServedApi {
  readonly port: number;
  /** Paths of lists, each for a different item. */
  readonly paths: readonly string[];
  readonly barePath: string;
}

/**
 * Lists of fifty items from the deployed API, cached in memory by its function. The peer is a function that returns a constant.
 */
export const api: Measurement = {
  title: 'Lists by the API',
  unit: 'requests/s',
  goal: '≥ 0.95× of a function that answers a constant, behind the same HTTP API',
  prepare: async ({ isQuick, onEnd }) => {
    const { child, answer } = await startProgram<ServedApi>(typescript('serve-api'));
    onEnd(() => void child.kill());
    const { port, paths, barePath } = answer;
    const contender = (name: string, asked: readonly string[], headers = ''): Contender => ({
      name,
      run: async () => {
        const requests = asked.map((path) => requestOf(path, headers));
        const options = { port, requests, connections: CONNECTIONS, seconds: isQuick ? 0.5 : 3 };
        const { requestsPerSecond, p99Ms } = await load(options);
        return { value: requestsPerSecond, p99Ms };
      },
    });
    return [
      contender('this project: as browsers ask, packed', paths, 'accept-encoding: gzip, deflate, br\r\n'),
      contender('this project: not packed', paths),
      contender('a constant', [barePath]),
    ];
  },
};

const requestOf = (path: string, headers: string): Buffer =>
  Buffer.from(`GET ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\n${headers}\r\n`);
