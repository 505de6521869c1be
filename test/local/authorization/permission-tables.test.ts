import { budgetsDefinition } from '../../../local/services/budgets/budgets';
import { cloudFormationDefinition } from '../../../local/services/cloudformation/cloudformation';
import { cloudWatchDefinition } from '../../../local/services/cloudwatch/cloudwatch';
import { eventsDefinition } from '../../../local/services/events/events';
import { glueDefinition } from '../../../local/services/glue/glue';
import { iamDefinition } from '../../../local/services/iam/iam';
import { kmsDefinition } from '../../../local/services/kms/kms';
import { lambdaDefinition } from '../../../local/services/lambda/lambda';
import { logsDefinition } from '../../../local/services/logs/logs';
import { personalizeDefinition } from '../../../local/services/personalize/personalize';
import { s3Definition } from '../../../local/services/s3/s3';
import { SERVICES } from '../../../local/services/services';
import { schedulerDefinition } from '../../../local/services/scheduler/scheduler';
import { snsDefinition } from '../../../local/services/sns/sns';
import { ssmDefinition } from '../../../local/services/ssm/ssm';
import { statesDefinition } from '../../../local/services/states/states';
import { stsDefinition } from '../../../local/services/sts/sts';

const APIS = Object.entries({
  ...budgetsDefinition.apis,
  ...cloudFormationDefinition.apis,
  ...cloudWatchDefinition.apis,
  ...eventsDefinition.apis,
  ...glueDefinition.apis,
  ...iamDefinition.apis,
  ...kmsDefinition.apis,
  ...lambdaDefinition.apis,
  ...logsDefinition.apis,
  ...personalizeDefinition.apis,
  ...s3Definition.apis,
  ...schedulerDefinition.apis,
  ...snsDefinition.apis,
  ...ssmDefinition.apis,
  ...statesDefinition.apis,
  ...stsDefinition.apis,
});

describe('the tables of permissions', () => {
  it('are there for every API', () => {
    const names = Object.values(SERVICES).flatMap(({ apiNames }) => apiNames);
    expect(APIS.map(([name]) => name).sort()).toEqual(names.sort());
  });

  it.each(APIS)('say of every operation of %s what it needs, and of nothing else', (_name, api) => {
    expect(Object.keys(api.permissions).sort()).toEqual(Object.keys(api.actions).sort());
  });
});
