import { describeWithBrowser } from '../../tools/test/browser/support/browser';
import { visitorNumber } from '../src/visitor';
import { answer, items, type Reply } from './support/fake-shop';
import { expectSoon, useStand } from './support/stand';

describeWithBrowser('an experiment in a browser', () => {
  const stand = useStand();

  const reply = (experiment: string, windowDays = 7, count = 3): Reply => ({
    body: { from: 'live', arm: 'control', experiment, windowDays, items: items(count) },
  });
  /** Waits until something is sent of the page that this opens. */
  const until = async (open: () => Promise<unknown>): Promise<void> => {
    const before = stand.shop.sent.length;
    await open();
    await expectSoon(() => stand.shop.sent.length > before);
  };
  const visit = () => until(() => stand.open(stand.element('use-case="best-sellers" consent')));
  const again = () => until(() => stand.page.reload());
  const told = (): string[] =>
    stand.shop.sent.map(
      ({ visitor, first, events: [event] }) => `${visitor !== undefined} ${first === true} ${event?.type}`,
    );

  it.each<[string, Reply, string]>([
    ['is told nothing of a visitor where there is none', answer(items(3)), 'false false Impression'],
    ['counts a visitor who is shown nothing', reply('0.1-nothing', 7, 0), 'true true undefined'],
    ['has no part in events after its window', reply('0.1-best-sellers', 0), 'false true Impression'],
  ])('%s', async (_what, given, first) => {
    stand.shop.reply = () => given;
    await visit();
    expect(told()).toEqual([first]);
  });

  it('counts a visitor once, by the number of the answer', async () => {
    stand.shop.reply = () => reply('0.1-best-sellers');
    await visit();
    await again();
    expect(told()).toEqual(['true true Impression', 'true false Impression']);
    const id = await stand.page.evaluate(() => localStorage.getItem('recommended-items-id')!);
    const visitor = await visitorNumber(id);
    expect(stand.shop.sent[0].visitor).toBe(visitor);
    expect(stand.shop.questions[0].query).toEqual({ visitor: `${visitor}` });
  });

  it('counts a visitor anew when another has begun', async () => {
    stand.shop.reply = () => reply('0.1-best-sellers');
    await visit();
    stand.shop.reply = () => reply('0.2-best-sellers');
    await again();
    expect(stand.shop.sent.map(({ first }) => first)).toEqual([true, true]);
  });
});
