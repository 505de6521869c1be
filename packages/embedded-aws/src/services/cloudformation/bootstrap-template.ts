import { BOOTSTRAP_TYPE } from './resources/cdk-bootstrap';
import type { StackParameters } from './template/parameters';
import type { Template } from './template/template';
import { validationError } from './template/template-error';

/** Name that the bootstrap template gives itself. Customized templates are meant to change it. */
const VARIANT = 'AWS CDK: Default Resources';

/** Logical ids of the placeholder resource, and of the one kept from the template. */
export const BOOTSTRAP_ID = 'EmbeddedBootstrap';
export const VERSION_ID = 'CdkBootstrapVersion';

const isBootstrap = ({ resources }: Template): boolean => resources[BOOTSTRAP_ID]?.Type === BOOTSTRAP_TYPE;

/**
 * The CDK CLI's bootstrap template with one placeholder resource instead of bucket, key, repository and roles, most of
 * which have unsupported properties. Any other template is returned unchanged.
 */
export function withBootstrap(template: Template): Template {
  const { parameters, resources, outputs } = template;
  if (parameters.BootstrapVariant?.Default !== VARIANT || !Object.hasOwn(resources, VERSION_ID))
    return template;
  const attribute = (name: string): { Value: unknown } => ({ Value: { 'Fn::GetAtt': [BOOTSTRAP_ID, name] } });
  return {
    ...template,
    resources: {
      [BOOTSTRAP_ID]: { Type: BOOTSTRAP_TYPE, Properties: { Qualifier: { Ref: 'Qualifier' } } },
      [VERSION_ID]: resources[VERSION_ID],
    },
    outputs: {
      BucketName: attribute('BucketName'),
      BucketDomainName: attribute('BucketDomainName'),
      ImageRepositoryName: attribute('ImageRepositoryName'),
      BootstrapVersion: { Value: outputs.BootstrapVersion?.Value },
    },
  };
}

const ADMINISTRATOR = 'arn:aws:iam::aws:policy/AdministratorAccess';

/** Parameters of the bootstrap template with the values that describe the embedded AWS's bootstraps. */
const SUPPORTED: Readonly<Record<string, readonly string[]>> = {
  FileAssetsBucketName: [''],
  FileAssetsBucketKmsKeyId: ['AWS_MANAGED_KEY'],
  ContainerAssetsRepositoryName: [''],
  TrustedAccounts: [''],
  TrustedAccountsForLookup: [''],
  CloudFormationExecutionPolicies: ['', ADMINISTRATOR],
  PublicAccessBlockConfiguration: ['true'],
  InputPermissionsBoundary: [''],
  UseExamplePermissionsBoundary: ['false'],
  ApplyPermissionsBoundaryToAllRoles: ['false'],
};

/** @throws AwsError `ValidationError` for a bootstrap other than the CDK CLI's by default */
export function refuseOtherBootstraps(template: Template, { resolved }: StackParameters): void {
  if (!isBootstrap(template)) return;
  for (const [name, values] of Object.entries(SUPPORTED)) {
    const value = String(resolved[name] ?? values[0]);
    if (!values.includes(value))
      throw validationError(
        `The embedded AWS does not support ${JSON.stringify(value)} for the parameter ${name} of a bootstrap. Supported: ` +
          `${values.map((text) => JSON.stringify(text)).join(', ')}.`,
      );
  }
}
