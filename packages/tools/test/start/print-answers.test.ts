import type { WriteStream } from 'node:tty';
import { stripVTControlCharacters } from 'node:util';
import { columnsOf } from 'embedded-aws/command/terminal-lines';
import { printAnswers } from '../../src/start/print-answers';

const ARN = 'arn:aws:personalize:us-east-1:123456789012';
const RECOMMENDER = `${ARN}:recommender/EcommerceRecommenders-customers-who-viewed-x-also-viewed`;
const ITEM = {
  ...{ itemId: '22c9fe48-dab0-4981-bef9-534f2d1234a0', category: 'furniture', price: 1592, score: 0.021 },
  name: 'Medium Roast Coffee Beans of the High Andes',
};

function answers(width: number | undefined): string {
  let printed = '';
  const stdout = { isTTY: width !== undefined, columns: width, write: (text: string) => (printed += text) };
  const input = { userId: '152', itemId: ITEM.itemId };
  const recommendations = {
    'customers-who-viewed-x-also-viewed': [{ input, items: [ITEM, ITEM, ITEM, ITEM] }],
  };
  const outputs = { CustomersWhoViewedXAlsoViewedRecommenderArn: RECOMMENDER };
  printAnswers({ endpoint: '', outputs, recommendations }, stdout as unknown as WriteStream);
  return stripVTControlCharacters(printed);
}

it('the answers of npm start are three rows of a list, without ids, and name the item that was looked at', () => {
  expect(answers(undefined)).toContain(
    'Customers who viewed X also viewed for user 152 and Medium Roast Coffee Beans of the High Andes\n',
  );
  expect(answers(undefined).match(/^\d /gm)).toEqual(['1 ', '2 ', '3 ']);
  expect(answers(undefined)).not.toContain(ITEM.itemId);
});

it('the answers of npm start have ARNs whole in a file, and fit into a terminal, with their names', () => {
  expect(answers(undefined)).toContain(` = ${RECOMMENDER}\n`);
  expect(answers(80)).not.toContain(ARN);
  expect(answers(120)).toContain('= …recommender/EcommerceRecommenders-customers-who-viewed-x-also-viewed\n');
  for (const width of [60, 80])
    expect(Math.max(...answers(width).split('\n').map(columnsOf))).toBeLessThanOrEqual(width);
});
