import {
  apiGatewayApi,
  apiGatewayAuthorizer,
  apiGatewayIntegration,
  apiGatewayRoute,
  apiGatewayStage,
} from './apigateway-http-api';
import { budgetsBudget } from './budgets-budget';
import { BOOTSTRAP_TYPE, cdkBootstrap } from './cdk-bootstrap';
import { cdkMetadata } from './cdk-metadata';
import { cloudFormationStack } from './cloudformation-stack';
import { cloudWatchAlarm } from './cloudwatch-alarm';
import { cloudWatchDashboard } from './cloudwatch-dashboard';
import { customResource } from './custom-resource';
import { eventsEventBus } from './events-event-bus';
import { eventsRule } from './events-rule';
import { glueJob } from './glue-job';
import { iamManagedPolicy } from './iam-managed-policy';
import { iamPolicy } from './iam-policy';
import { iamRole } from './iam-role';
import { iamAccessKey, iamGroup, iamUser, iamUserToGroupAddition } from './iam-user';
import { kmsAlias } from './kms-alias';
import { kmsKey } from './kms-key';
import { lambdaFunction, lambdaPermission } from './lambda-function';
import { lambdaLayerVersion, lambdaLayerVersionPermission } from './lambda-layer-version';
import { lambdaAlias, lambdaVersion } from './lambda-version';
import { logsLogGroup } from './logs-log-group';
import { logsMetricFilter } from './logs-metric-filter';
import { logsSubscriptionFilter } from './logs-subscription-filter';
import { personalizeDataset, personalizeSchema } from './personalize-dataset';
import { personalizeSolution } from './personalize-solution';
import { personalizeDatasetGroup } from './personalize-dataset-group';
import { ResourceError, type AnyResourceType } from './resource-type';
import { s3Bucket, s3BucketPolicy } from './s3-bucket';
import { schedulerSchedule } from './scheduler-schedule';
import { snsSubscription, snsTopic, snsTopicPolicy } from './sns-topic';
import { ssmParameter } from './ssm-parameter';
import { stepFunctionsStateMachine } from './step-functions-state-machine';
import { waitCondition, waitConditionHandle } from './wait-condition';

/** All supported resource types besides custom ones. */
export const RESOURCE_TYPES: Readonly<Record<string, AnyResourceType>> = {
  'AWS::ApiGatewayV2::Api': apiGatewayApi,
  'AWS::ApiGatewayV2::Authorizer': apiGatewayAuthorizer,
  'AWS::ApiGatewayV2::Integration': apiGatewayIntegration,
  'AWS::ApiGatewayV2::Route': apiGatewayRoute,
  'AWS::ApiGatewayV2::Stage': apiGatewayStage,
  'AWS::Budgets::Budget': budgetsBudget,
  'AWS::CDK::Metadata': cdkMetadata,
  'AWS::CloudFormation::CustomResource': customResource,
  'AWS::CloudFormation::Stack': cloudFormationStack,
  'AWS::CloudFormation::WaitCondition': waitCondition,
  'AWS::CloudFormation::WaitConditionHandle': waitConditionHandle,
  'AWS::CloudWatch::Alarm': cloudWatchAlarm,
  'AWS::CloudWatch::Dashboard': cloudWatchDashboard,
  'AWS::Events::EventBus': eventsEventBus,
  'AWS::Events::Rule': eventsRule,
  'AWS::Glue::Job': glueJob,
  'AWS::IAM::AccessKey': iamAccessKey,
  'AWS::IAM::Group': iamGroup,
  'AWS::IAM::ManagedPolicy': iamManagedPolicy,
  'AWS::IAM::Policy': iamPolicy,
  'AWS::IAM::Role': iamRole,
  'AWS::IAM::User': iamUser,
  'AWS::IAM::UserToGroupAddition': iamUserToGroupAddition,
  'AWS::KMS::Alias': kmsAlias,
  'AWS::KMS::Key': kmsKey,
  'AWS::Lambda::Alias': lambdaAlias,
  'AWS::Lambda::Function': lambdaFunction,
  'AWS::Lambda::LayerVersion': lambdaLayerVersion,
  'AWS::Lambda::LayerVersionPermission': lambdaLayerVersionPermission,
  'AWS::Lambda::Permission': lambdaPermission,
  'AWS::Lambda::Version': lambdaVersion,
  'AWS::Logs::LogGroup': logsLogGroup,
  'AWS::Logs::MetricFilter': logsMetricFilter,
  'AWS::Logs::SubscriptionFilter': logsSubscriptionFilter,
  'AWS::Personalize::Dataset': personalizeDataset,
  'AWS::Personalize::DatasetGroup': personalizeDatasetGroup,
  'AWS::Personalize::Schema': personalizeSchema,
  'AWS::Personalize::Solution': personalizeSolution,
  'AWS::S3::Bucket': s3Bucket,
  'AWS::S3::BucketPolicy': s3BucketPolicy,
  'AWS::SNS::Subscription': snsSubscription,
  'AWS::SNS::Topic': snsTopic,
  'AWS::SNS::TopicPolicy': snsTopicPolicy,
  'AWS::SSM::Parameter': ssmParameter,
  'AWS::Scheduler::Schedule': schedulerSchedule,
  'AWS::StepFunctions::StateMachine': stepFunctionsStateMachine,
};

/** Names of all supported types, for messages. */
export const SUPPORTED_TYPES = ['Custom::…', ...Object.keys(RESOURCE_TYPES).sort()].join(', ');

/** Handlers of a type, or undefined if unsupported. */
export function findResourceType(name: string): AnyResourceType | undefined {
  if (name.startsWith('Custom::')) return customResource;
  if (name === BOOTSTRAP_TYPE) return cdkBootstrap;
  return Object.hasOwn(RESOURCE_TYPES, name) ? RESOURCE_TYPES[name] : undefined;
}

/** @throws ResourceError for an unsupported type */
export function resourceTypeOf(name: string): AnyResourceType {
  const type = findResourceType(name);
  if (type) return type;
  throw new ResourceError(
    `The embedded AWS does not support resource type ${name}. Supported: ${SUPPORTED_TYPES}.`,
  );
}
