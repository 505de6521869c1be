import { AwsError } from '../../../aws-error';
import type { Call } from '../../../gateway/action';
import type { InputOf } from '../../../gateway/shape';
import { refuseOtherBootstraps, withBootstrap } from '../bootstrap-template';
import type { CloudFormationStore } from '../cloudformation-store';
import { assumeRole } from '../engine/assume-role';
import type { Deployment } from '../engine/stack';
import { resolveParameters } from '../template/parameters';
import type { ParameterValue } from '../template/scope';
import { createTarget, readDynamicReferences } from '../template/target';
import type { Template } from '../template/template';
import { validationError } from '../template/template-error';
import type { DEPLOYMENT_FIELDS } from './deployment-fields';
import { loadTemplate } from './load-template';
import { refuseMissing } from './refuse-missing';

/** Input of a deploying operation. */
export type DeploymentInput = InputOf<typeof DEPLOYMENT_FIELDS> & { readonly UsePreviousTemplate?: boolean };

/** The stack to deploy to. */
export interface DeploymentSubject {
  readonly id: string;
  readonly name: string;
  /** Its previous deployment. */
  readonly deployment?: Deployment;
}

/**
 * Converts an operation's input to the engine's, after all checks that AWS makes up front.
 *
 * @throws AwsError `ValidationError`, `InsufficientCapabilitiesException`
 */
export async function prepareDeployment(
  input: DeploymentInput,
  subject: DeploymentSubject,
  { platform }: CloudFormationStore,
  { caller }: Call,
): Promise<Deployment> {
  const { Parameters = [], Capabilities: capabilities = [], deployment: previous } = { ...input, ...subject };
  if (input.RoleARN !== undefined) assumeRole(input.RoleARN, platform);
  const aws = platform.as(caller);
  const loaded = await loadTemplate(input, aws, previous?.target.template);
  refuseWithoutCapabilities(loaded, capabilities);
  const template = withBootstrap(loaded);
  const given = previous?.target.parameters.given ?? {};
  const parameters = await resolveParameters(template.parameters, Parameters, given, aws);
  refuseOtherBootstraps(template, parameters);
  const pseudo: Record<string, ParameterValue> = {
    'AWS::AccountId': platform.accountId,
    'AWS::NotificationARNs': [],
    'AWS::Partition': 'aws',
    'AWS::Region': platform.region,
    'AWS::StackId': subject.id,
    'AWS::StackName': subject.name,
    'AWS::URLSuffix': 'amazonaws.com',
  };
  const roleArn = input.RoleARN ?? previous?.settings.roleArn;
  const target = createTarget(template, parameters, pseudo);
  refuseMissing(target);
  await readDynamicReferences(
    target,
    roleArn === undefined ? aws : platform.as(assumeRole(roleArn, platform)),
  );
  return {
    target,
    settings: {
      // An update without tags or role keeps them.
      tags: input.Tags ?? previous?.settings.tags ?? [],
      capabilities,
      roleArn,
    },
  };
}

function refuseWithoutCapabilities(template: Template, given: readonly string[]): void {
  const { capabilities } = requiredCapabilities(template);
  const missing = capabilities.filter(
    (capability) =>
      !given.includes(capability) &&
      !(capability === 'CAPABILITY_IAM' && given.includes('CAPABILITY_NAMED_IAM')),
  );
  if (missing.length > 0)
    throw new AwsError(
      'InsufficientCapabilitiesException',
      `Requires capabilities : [${missing.join(', ')}]`,
    );
}

/** @throws AwsError `ValidationError` if a resource would change its type */
export function refuseChangedTypes(
  { resources }: { readonly resources: ReadonlyMap<string, { readonly type: string }> },
  { target }: Deployment,
): void {
  const changed = [...target.graph.keys()].filter((logicalId) => {
    const type = resources.get(logicalId)?.type;
    return type !== undefined && type !== target.template.resources[logicalId].Type;
  });
  if (changed.length > 0)
    throw validationError(
      'Update of resource type is not permitted. The new template modifies resource type of the following ' +
        `resources: [${changed.join(', ')}]`,
    );
}

/** Types that grant permissions, with their name property. */
const NAMES: Readonly<Record<string, string>> = {
  'AWS::IAM::Role': 'RoleName',
  'AWS::IAM::ManagedPolicy': 'ManagedPolicyName',
  'AWS::IAM::Policy': '',
};

/** Required capabilities and the resources that require them; empty for a harmless template. */
export function requiredCapabilities(template: Template): { capabilities: string[]; reason?: string } {
  const expanding = template.isExtended ? ['CAPABILITY_AUTO_EXPAND'] : [];
  const risky = Object.entries(template.resources).filter(([, { Type }]) => Object.hasOwn(NAMES, Type));
  if (risky.length === 0) return { capabilities: expanding };
  const isNamed = risky.some(([, { Type, Properties = {} }]) => Object.hasOwn(Properties, NAMES[Type]));
  const types = [...new Set(risky.map(([, { Type }]) => Type))];
  return {
    capabilities: [isNamed ? 'CAPABILITY_NAMED_IAM' : 'CAPABILITY_IAM', ...expanding],
    reason: `The following resource(s) require capabilities: [${types.join(', ')}]`,
  };
}
