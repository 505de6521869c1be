import { NOBODY_UID, printedByNobody } from '../../../../test/support/another-user';
import { deployApi, standForAll } from './shop-api';
import { describeWith } from '../../../../test/support/prerequisites';

const stand = standForAll();

/** Asks with and without an admitted origin, and prints the answers. */
const ASK = `
  const http = require('node:http');
  const [endpoint, origin] = process.argv.slice(1);
  const ask = (headers) => new Promise((resolve, reject) =>
    http.request(endpoint, { method: 'POST', headers, agent: false }, (response) => {
      let text = '';
      response.on('data', (data) => (text += data)).on('end', () => resolve([response.statusCode, text]));
    }).on('error', reject).end('{}'));
  Promise.all([ask({}), ask({ origin })]).then((answers) => console.log(JSON.stringify(answers)));
`;

describeWith('anotherUser')('an API asked by another user of the machine', () => {
  it('refuses everything, for pages of its own origins as well (APIGW-4)', async () => {
    const origin = 'https://shop.example';
    const { endpoint } = await deployApi(stand, { api: { CorsConfiguration: { AllowOrigins: [origin] } } });
    const refusal = [403, expect.stringContaining(`another user of this machine (uid ${NOBODY_UID})`)];
    expect(await printedByNobody(ASK, endpoint, origin)).toEqual([refusal, refusal]);
    expect(stand.aws.requests.list().filter(({ service }) => service === 'execute-api')).toEqual([]);
  });
});
