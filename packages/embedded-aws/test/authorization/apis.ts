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
import { schedulerDefinition } from '../../src/services/scheduler/scheduler';
import { snsDefinition } from '../../src/services/sns/sns';
import { ssmDefinition } from '../../src/services/ssm/ssm';
import { statesDefinition } from '../../src/services/states/states';
import { stsDefinition } from '../../src/services/sts/sts';

/** All APIs of the embedded AWS, by name. */
export const APIS = Object.entries({
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
