import { onMember } from '../../src/authorization/permission';
import { actionOf } from '../../src/gateway/action';
import { apiGatewayDefinition } from '../../src/services/apigateway/apigateway';
import { budgetsDefinition } from '../../src/services/budgets/budgets';
import { cloudFormationDefinition } from '../../src/services/cloudformation/cloudformation';
import { cloudWatchDefinition } from '../../src/services/cloudwatch/cloudwatch';
import { ecrDefinition } from '../../src/services/ecr/ecr';
import { eventsDefinition } from '../../src/services/events/events';
import { glueDefinition } from '../../src/services/glue/glue';
import { iamDefinition } from '../../src/services/iam/iam';
import { kmsDefinition } from '../../src/services/kms/kms';
import { lambdaDefinition } from '../../src/services/lambda/lambda';
import { logsDefinition } from '../../src/services/logs/logs';
import { personalizeDefinition } from '../../src/services/personalize/personalize';
import { s3Definition } from '../../src/services/s3/s3';
import { SERVICES } from '../../src/services/services';
import { schedulerDefinition } from '../../src/services/scheduler/scheduler';
import { snsDefinition } from '../../src/services/sns/sns';
import { ssmDefinition } from '../../src/services/ssm/ssm';
import { statesDefinition } from '../../src/services/states/states';
import { stsDefinition } from '../../src/services/sts/sts';

const APIS = Object.entries({
  ...apiGatewayDefinition.apis,
  ...budgetsDefinition.apis,
  ...cloudFormationDefinition.apis,
  ...cloudWatchDefinition.apis,
  ...ecrDefinition.apis,
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

describe("an operation's permissions", () => {
  it('are part of every API', () => {
    const names = Object.values(SERVICES).flatMap(({ apiNames }) => apiNames);
    expect(APIS.map(([name]) => name).sort()).toEqual(names.sort());
  });

  it.each(APIS)('are said by every operation of %s', (_name, api) => {
    const silent = Object.entries(api.actions).filter(
      ([, { permissions }]) => typeof permissions !== 'function',
    );
    expect(silent).toEqual([]);
  });

  it('do not compile when they are missing, or ask for what the input does not have', () => {
    const action = actionOf<object>();
    const input = { arn: { type: 'string', required: true } } as const;
    const run = (): undefined => undefined;
    // @ts-expect-error permissions are missing
    expect(action({ input, run })).not.toHaveProperty('permissions');
    // @ts-expect-error the input has no topicArn
    expect(action({ input, permissions: onMember('sns:Publish', 'topicArn'), run }).input).toBe(input);
    const { permissions } = action({ input, permissions: onMember('sns:Publish', 'arn'), run });
    expect(permissions({ arn: 'arn:a' }, {})).toEqual([{ action: 'sns:Publish', resources: ['arn:a'] }]);
  });
});
