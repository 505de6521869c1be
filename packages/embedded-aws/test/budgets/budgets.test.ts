import { startLocalAws } from '../../src/local-aws';
import { askJson } from '../support/ask-json';
import { runningFor } from '../support/running';

const AccountId = '123456789012';
const aws = runningFor('all tests', () => startLocalAws({ functions: 'inline' }));

const ask = (operation: string, input: object) =>
  askJson(aws, 'budgets', `AWSBudgetServiceGateway.${operation}`, { AccountId, ...input });

it('Budgets keeps monthly budgets with their notifications, and refuses everything else by name (BUDGETS-1)', async () => {
  const BudgetName = 'shop';
  const monthly = { BudgetName, BudgetType: 'COST', TimeUnit: 'MONTHLY' };
  const limit = (Amount: string): object => ({ ...monthly, BudgetLimit: { Amount, Unit: 'USD' } });
  const described = () => ask('DescribeBudget', { BudgetName });
  expect(await ask('CreateBudget', { Budget: limit('10') })).toMatchObject({ status: 200 });
  expect(await described()).toMatchObject({ body: { Budget: limit('10') } });
  expect(await ask('UpdateBudget', { NewBudget: limit('20') })).toMatchObject({ status: 200 });
  expect(await described()).toMatchObject({ body: { Budget: limit('20') } });
  const notifications = await ask('DescribeNotificationsForBudget', { BudgetName });
  expect(notifications).toMatchObject({ body: { Notifications: [] } });
  expect(await ask('DescribeBudgets', {})).toMatchObject({ body: { __type: 'UnknownOperationException' } });
  const yearly = { ...limit('10'), BudgetName: 'year', TimeUnit: 'ANNUALLY' };
  expect(await ask('CreateBudget', { Budget: yearly })).toMatchObject({ status: 400 });
  expect(await ask('DeleteBudget', { BudgetName })).toMatchObject({ status: 200 });
  expect(await described()).toMatchObject({ body: { __type: 'NotFoundException' } });
});

it('Budgets never sends a notification, however much time goes by (BUDGETS-2)', async () => {
  await aws.clock.advance(40 * 86_400_000);
  expect(await (await fetch(`${aws.endpoint}/_local/messages`)).json()).toEqual([]);
});
