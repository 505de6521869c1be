import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ANSWERS, flagOf, type AnswerName } from '@ecommerce-recommenders/shop-data/mapping/infer/decisions';
import { readSample } from '@ecommerce-recommenders/shop-data/mapping/infer/read-sample';
import { command } from '../../src/init/command';
import { decide } from '../../src/init/decide';

const sample = readSample(
  'log.csv',
  Buffer.from('user_id,item_id,timestamp\n1,2,2024-02-13 10:00\n1,3,2024-02-13 10:01\n'),
  true,
);

describe('deciding what a shop’s files are', () => {
  it('has a flag for every question, in the command and in docs/init.md', () => {
    const document = readFileSync(join(__dirname, '../../../../docs/init.md'), 'utf8');
    const rows = document.split('\n').filter((line) => line.startsWith('| `--'));
    for (const flag of Object.keys(ANSWERS).map((name) => flagOf(name as AnswerName))) {
      expect(command.options.map(({ long }) => long)).toContain(flag);
      expect(rows.join()).toContain(`\`${flag}\``);
    }
  });

  it('asks one question after another, and follows the answers', async () => {
    const asked: string[] = [];
    const { mapping } = await decide(
      [sample],
      {},
      ({ text, isFree }) => {
        asked.push(text);
        return Promise.resolve(isFree ? 'Asia/Seoul' : text.startsWith('What') ? 'View' : 'none');
      },
      false,
    );
    expect(asked).toEqual(['What is a row of log.csv?', 'In which time zone are the times, which say none?']);
    expect(mapping.interactions).toMatchObject({
      event: { constant: 'View' },
      time: { column: 'timestamp', zone: 'Asia/Seoul' },
    });
  });

  it('fails with the flag of an answer where nobody can be asked', async () => {
    await expect(decide([sample], {}, undefined, true)).rejects.toThrow('--event-type');
  });
});
