import { apiGatewayDefinition } from './apigateway/apigateway';
import { budgetsDefinition } from './budgets/budgets';
import { cloudFormationDefinition } from './cloudformation/cloudformation';
import { cloudWatchDefinition } from './cloudwatch/cloudwatch';
import { ecrDefinition } from './ecr/ecr';
import { eventsDefinition } from './events/events';
import { glueDefinition } from './glue/glue';
import { iamDefinition } from './iam/iam';
import { kmsDefinition } from './kms/kms';
import { lambdaDefinition } from './lambda/lambda';
import { logsDefinition } from './logs/logs';
import { personalizeDefinition } from './personalize/personalize';
import { s3Definition } from './s3/s3';
import { schedulerDefinition } from './scheduler/scheduler';
import { snsDefinition } from './sns/sns';
import { startable, type StartableService } from './service-definition';
import { ssmDefinition } from './ssm/ssm';
import { statesDefinition } from './states/states';
import { stsDefinition } from './sts/sts';

/** Every service of the embedded AWS. */
export const SERVICES: Readonly<Record<string, StartableService>> = {
  apigateway: startable(apiGatewayDefinition),
  budgets: startable(budgetsDefinition),
  cloudformation: startable(cloudFormationDefinition),
  cloudwatch: startable(cloudWatchDefinition),
  ecr: startable(ecrDefinition),
  events: startable(eventsDefinition),
  glue: startable(glueDefinition),
  iam: startable(iamDefinition),
  kms: startable(kmsDefinition),
  lambda: startable(lambdaDefinition),
  logs: startable(logsDefinition),
  personalize: startable(personalizeDefinition),
  s3: startable(s3Definition),
  scheduler: startable(schedulerDefinition),
  sns: startable(snsDefinition),
  ssm: startable(ssmDefinition),
  states: startable(statesDefinition),
  sts: startable(stsDefinition),
};
