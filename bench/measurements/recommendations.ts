import type { EmbeddedShop } from '../http/embedded-shop';
import { load } from '../http/load';
import { recommendationRequests } from '../http/recommendation-requests';
import type { Measurement, Sample, Setup } from '../measurement';
import { type CommandLine, javascript, missingPackage, startProgram, typescript } from '../run-program';

const CONNECTIONS = 16;

/** GetRecommendations over HTTP, most viewed, 25 items. A role sends the requests, which are validated and logged. */
export const recommendations = serving({
  title: 'GetRecommendations over HTTP',
  goal: '≥ 1.0× of bare node:http with JSON.stringify, p99 ≤ 4 ms',
  items: 2_465,
  isFiltered: false,
});

/** The same requests with a filter that 1 % of the items pass. The request holds the filter's value. */
export const filteredRecommendations = serving({
  title: 'GetRecommendations with a filter',
  goal: '≥ 0.7× of bare node:http, with a filter that 1 % of 750,000 items pass',
  items: 750_000,
  isFiltered: true,
});

interface Serving {
  readonly title: string;
  readonly goal: string;
  readonly items: number;
  readonly isFiltered: boolean;
}

function serving({ title, goal, items, isFiltered }: Serving): Measurement {
  return {
    title,
    unit: 'requests/s',
    goal,
    prepare: async (setup) => {
      const count = String(setup.isQuick ? Math.min(items, 10_000) : items);
      const { port, recommenderArns, filterArn, customer } = await served<EmbeddedShop>(
        typescript('serve-recommendations', count),
        setup,
      );
      const requests = recommendationRequests({
        recommenderArn: recommenderArns['most-viewed']!,
        customer,
        ...(isFiltered && { filterArn }),
      });
      const put = async (on: number): Promise<Sample> => {
        const options = { port: on, requests, connections: CONNECTIONS, seconds: setup.isQuick ? 0.5 : 3 };
        const { requestsPerSecond, p99Ms } = await load(options);
        return { value: requestsPerSecond, p99Ms };
      };
      const bare = await served(javascript('serve-node', '25'), setup);
      const missing = missingPackage('fastify');
      const fastify =
        missing === undefined ? await served(javascript('serve-fastify', '25'), setup) : undefined;
      return [
        { name: 'this project', run: () => put(port) },
        { name: 'fastify', missing, run: () => put(fastify!.port) },
        { name: 'bare node:http', run: () => put(bare.port) },
      ];
    },
  };
}

/** Starts a server that prints its port, and stops it when the measurement ends. */
async function served<T>(command: CommandLine, { onEnd }: Setup): Promise<T & { readonly port: number }> {
  const { child, answer } = await startProgram<T & { readonly port: number }>(command);
  onEnd(() => void child.kill());
  return answer;
}
