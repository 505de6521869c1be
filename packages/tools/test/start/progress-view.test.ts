import type { WriteStream } from 'node:tty';
import { stripVTControlCharacters } from 'node:util';
import { columnsOf } from 'embedded-aws/command/terminal-lines';
import { printAnswers } from '../../src/start/print-answers';
import { progressView, type ProgressView } from '../../src/start/progress-view';
import type { ResourceProgress } from '../../src/deployed/resource-progress';

const IMPORT = 'Custom::PersonalizeDatasetImport';

let seconds: number;
let printed: string;
const viewOf = (isTTY: boolean, verbose = false): ProgressView => {
  [seconds, printed] = [0, ''];
  const stdout = { isTTY, write: (text: string) => (printed += text) } as unknown as WriteStream;
  return progressView(stdout, { verbose, now: () => 1000 * seconds });
};
const begun = (logicalId: string, type: string, status = 'CREATE_IN_PROGRESS'): ResourceProgress => ({
  ...{ logicalId, type, status, begunMs: 0 },
});
const ended = (logicalId: string, type: string, status?: string, reason?: string): ResourceProgress => ({
  ...begun(logicalId, type, status ?? 'CREATE_COMPLETE'),
  endedMs: 2000,
  ...(reason !== undefined && { reason }),
});

/** Reports a deployment of data, one import and a tracker, then the step that asks. */
function deploy(view: ProgressView): void {
  view.onStep('deploy');
  view.onResource(begun('DataPreparedB54A5400', 'Custom::PreparedData'));
  seconds = 2;
  view.onResource(ended('DataPreparedB54A5400', 'Custom::PreparedData'));
  view.onResource(begun('UsersImport7E5EA0FD', IMPORT));
  seconds = 5;
  view.onResource(ended('UsersImport7E5EA0FD', IMPORT));
  view.onResource(ended('EventTracker21B84761', 'Custom::PersonalizeEventTracker'));
  seconds = 9;
  view.onStep('recommend');
  view.pause();
}

it('the view of a run is a line for each step and phase where nobody watches, and one for each resource on request', () => {
  deploy(viewOf(false, true));
  expect(printed).toMatch(/CREATE_COMPLETE DataPreparedB54A5400/);
  deploy(viewOf(false));
  expect(printed.split('\n').map((line) => line.trim())).toEqual([
    'Deploying with cdk deploy',
    expect.stringMatching(/✓.* Data +2\.0 s$/),
    expect.stringMatching(/✓.* Import +3\.0 s$/),
    'Asking the recommenders',
    // It ends with the first answers, whatever was ready before.
    expect.stringMatching(/✓.* Serving +4\.0 s$/),
    '',
  ]);
});

it('the view of a run shows on a terminal what is awaited and for how long, in lines that it cuts', () => {
  const view = viewOf(true);
  view.onStep('deploy');
  view.onResource(begun('UsersImport7E5EA0FD', IMPORT));
  seconds = 61;
  view.onResource(begun('ItemsImport8F54441C', IMPORT));
  view.pause();
  expect(printed).toMatch(/Import +61\.0 s .*UsersImport, ItemsImport/);
  const [cut, cutNoMore, cursor] = ['\u001b[?7l', '\u001b[?7h', '\u001b[?25h'];
  expect(printed.split(cut)).toHaveLength(printed.split(cutNoMore).length);
  expect(printed.endsWith(`${cursor}${cut}${cutNoMore}`)).toBe(true);
});

it.each([true, false])(
  'the view of a run shows what has failed, also in a rollback, not what was stopped',
  (isTTY) => {
    const view = viewOf(isTTY);
    view.onStep('deploy');
    view.onResource(begun('UsersImport7E5EA0FD', IMPORT));
    const reason =
      'Received response status [FAILED] from custom resource. Message returned: Error: no rows\n\n    at x';
    view.onResource(ended('UsersImport7E5EA0FD', IMPORT, 'CREATE_FAILED', reason));
    view.onResource(ended('ItemsImport8F54441C', IMPORT, 'CREATE_FAILED', 'Resource creation cancelled'));
    view.onResource(begun('UsersImport7E5EA0FD', IMPORT, 'DELETE_IN_PROGRESS'));
    view.onResource(ended('UsersImport7E5EA0FD', IMPORT, 'DELETE_COMPLETE'));
    view.pause();
    expect(printed).toMatch(/CREATE_FAILED +UsersImport7E5EA0FD .*no rows/);
    expect(printed).not.toMatch(/at x|cancelled/);
    expect(printed).toMatch(/✗\S* Import/);
    expect(printed).not.toMatch(/✓\S* Import/);
  },
);

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

it('the answers of npm start are three rows of a list, without ids, name the item that was looked at, and fit into a terminal', () => {
  const text = answers(undefined);
  expect(text).toContain(
    'Customers who viewed X also viewed for user 152 and Medium Roast Coffee Beans of the High Andes\n',
  );
  expect(text.match(/^\d /gm)).toEqual(['1 ', '2 ', '3 ']);
  expect(text).not.toContain(ITEM.itemId);
  // ARNs are whole in a file.
  expect(text).toContain(` = ${RECOMMENDER}\n`);
  expect(answers(80)).not.toContain(ARN);
  expect(answers(120)).toContain('= …recommender/EcommerceRecommenders-customers-who-viewed-x-also-viewed\n');
  for (const width of [60, 80])
    expect(Math.max(...answers(width).split('\n').map(columnsOf))).toBeLessThanOrEqual(width);
});
