import { RECOMMENDER_OUTPUTS } from '@ecommerce-recommenders/shop-data/contracts/stack-outputs';
import { describeWithBrowser, openWindow, type Window } from './support/browser';
import { type StoodPage, standPage } from './support/served-page';

describeWithBrowser('the page of a stack that changes', () => {
  let stand: StoodPage;
  let window: Window;
  beforeAll(async () => {
    stand = await standPage();
    window = await openWindow(stand.browser);
  });
  afterAll(() => stand.close());

  const shelf = (name: string) => window.page.getByRole('region', { name });
  const goTo = (hash = '') => window.page.goto(`${stand.address}${hash}`);

  it('loses a recommender and the tracker, and gets them back, without a restart or a reload', async () => {
    await goTo();
    await shelf('Best sellers').getByText('.50').first().waitFor();
    let all: Record<string, string> = {};
    stand.deploy((outputs) => {
      all = outputs;
      return { ...outputs, [RECOMMENDER_OUTPUTS['best-sellers']]: '', TrackingId: '' };
    });
    await shelf('Best sellers').waitFor({ state: 'detached' });
    await goTo('#/item/item-3');
    await window.page.getByText('This stack has no event tracker').waitFor();
    stand.deploy(() => all);
    await window.page.getByRole('button', { name: 'Buy' }).waitFor();
    await goTo();
    await shelf('Best sellers').getByText('.50').first().waitFor();
    expect(window.complaints).toEqual([]);
  });

  it('keeps what visitors have done where the tracker is the same', async () => {
    await goTo('#/item/item-4');
    await window.page.getByRole('button', { name: 'Buy' }).click();
    const history = window.page.getByRole('complementary');
    await history.getByText('Bought on this page').waitFor();
    stand.deploy((outputs) => ({ ...outputs }));
    await goTo('#/');
    await history.getByText('Bought on this page').waitFor();
  });

  it('says that the stack is destroyed, and opens again', async () => {
    await goTo();
    await shelf('Best sellers').waitFor();
    stand.deployment.enter('destroying');
    await window.page.getByRole('heading', { name: 'The stack is being destroyed' }).waitFor();
    stand.deployment.enter('destroyed');
    await window.page.getByRole('heading', { name: 'The stack is destroyed' }).waitFor();
    stand.deploy((outputs) => outputs);
    await shelf('Best sellers').getByText('.50').first().waitFor();
  });

  it('leads with the phases in words, the trainings with what is usual, and then the price', async () => {
    stand.deployment.enter('deploying');
    const begunMs = 1_000_000;
    const add = (logicalId: string, type: string, endedMs?: number): void => {
      const ended = endedMs !== undefined && { status: 'CREATE_COMPLETE', endedMs };
      stand.deployment.add({ logicalId, type, begunMs, status: 'CREATE_IN_PROGRESS', ...ended });
    };
    add('Role', 'AWS::IAM::Role', begunMs + 1);
    add('Recommendersbestsellers91DD1480', 'Custom::PersonalizeRecommender', begunMs + 1);
    add('RecommendersTrainingWait10841217D', 'Custom::PersonalizeTraining');
    // The latest event determines AWS's clock.
    add('Later', 'AWS::IAM::Policy', begunMs + 12 * 60_000);
    await goTo('#/deployment');
    const training = window.page.getByRole('listitem').filter({ hasText: 'Training Best sellers' }).last();
    await training.getByText(/^12 min( \d+ s)? of about 27 min$/).waitFor();
    expect(await window.page.getByText('Role', { exact: true }).isVisible()).toBe(false);
    await window.page.getByText('Roles, functions, log groups').click();
    expect(await window.page.getByText('Role', { exact: true }).isVisible()).toBe(true);
    expect(await window.page.getByText('an hour').count()).toBe(0);
    stand.deploy((outputs) => outputs);
    const cost = window.page.getByRole('complementary', { name: 'Cost on AWS' });
    // Five recommenders cost $0.375 an hour each, for less than 100,000 users.
    for (const words of ['$1.88 an hour', '$1,369 a month', 'For 5 recommenders and 40 shoppers'])
      await cost.getByText(words).waitFor();
    stand.deployment.enter('ready');
  });
});
