import { parseBoundedJson, isRecord } from '../../../bounded-json';
import { isSection, RETENTION_POLICIES, type Template } from './template';
import { formatError, validationError } from './template-error';
import { parseYaml } from './parse-yaml';

const SECTIONS = [
  'AWSTemplateFormatVersion',
  'Transform',
  'Description',
  'Metadata',
  'Parameters',
  'Rules',
  'Mappings',
  'Conditions',
  'Resources',
  'Outputs',
];

/** Maximum members per section. @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html */
const QUOTAS: Readonly<Record<string, number>> = {
  Mappings: 200,
  Outputs: 200,
  Parameters: 200,
  Resources: 500,
};

const RESOURCE_ATTRIBUTES = [
  'Type',
  'Properties',
  'DependsOn',
  'Condition',
  'Metadata',
  'DeletionPolicy',
  'UpdateReplacePolicy',
];

/** Attributes of AWS that are not supported. */
const MISSING_ATTRIBUTES = ['CreationPolicy', 'UpdatePolicy'];

/** Logical ids and names of parameters. */
const ALPHANUMERIC = /^[A-Za-z0-9]{1,255}$/;

/**
 * Parses a JSON or YAML template and checks its form.
 *
 * @throws AwsError `ValidationError`
 */
export function parseTemplate(text: string): Template {
  const document = text.trimStart().startsWith('{') ? parseJson(text) : parseYaml(text);
  if (!isRecord(document)) throw formatError('unsupported structure.');
  refuseUnknownSections(document);
  const isExtended = asksForExtensions(document.Transform);
  const { Description, Metadata } = document;
  if (Description !== undefined && typeof Description !== 'string')
    throw formatError('Description must be a string.');
  const template = {
    text,
    description: Description,
    isExtended,
    metadata: Metadata,
    parameters: section(document, 'Parameters'),
    rules: section(document, 'Rules'),
    mappings: section(document, 'Mappings'),
    conditions: section(document, 'Conditions'),
    resources: section(document, 'Resources'),
    outputs: section(document, 'Outputs'),
  };
  if (Object.keys(template.resources).length === 0)
    throw formatError('At least one Resources member must be defined.');
  for (const [logicalId, resource] of Object.entries(template.resources)) checkResource(logicalId, resource);
  for (const [name, output] of Object.entries(template.outputs))
    if (output.Value === undefined) throw formatError('Every Outputs member must contain a Value object');
    else if (output.Value === null)
      throw validationError(`[/Outputs/${name}/Value] 'null' values are not allowed in templates`);
  for (const [name, parameter] of Object.entries(template.parameters)) {
    if (!ALPHANUMERIC.test(name)) throw formatError(`Parameter name ${name} is non alphanumeric.`);
    if (typeof parameter.Type !== 'string')
      throw formatError(`Every Parameters member must contain a Type object: ${name}.`);
  }
  for (const mapping of Object.values(template.mappings)) checkMapping(mapping);
  // Guaranteed by the checks above.
  return template as unknown as Template;
}

function parseJson(text: string): unknown {
  try {
    return parseBoundedJson(text);
  } catch (cause) {
    throw formatError(`JSON not well-formed. (${(cause as Error).message})`);
  }
}

function refuseUnknownSections(document: Record<string, unknown>): void {
  const unknown = Object.keys(document).filter((name) => !SECTIONS.includes(name));
  if (unknown.length > 0)
    throw validationError(`Invalid template property or properties [${unknown.join(', ')}]`);
}

/** The only supported transform: additional intrinsic functions. */
export const EXTENSIONS = 'AWS::LanguageExtensions';

/** @throws AwsError `ValidationError` for any other transform */
function asksForExtensions(transform: unknown): boolean {
  const asked = transform === undefined ? [] : [transform].flat();
  if (asked.some((one) => one !== EXTENSIONS))
    throw validationError(
      `The embedded AWS has no transform but ${EXTENSIONS}; the template asks for ${JSON.stringify(transform)}.`,
    );
  return asked.length > 0;
}

function section(document: Record<string, unknown>, name: string): Record<string, Record<string, unknown>> {
  const value = document[name] ?? {};
  const loop = isRecord(value) && Object.keys(value).find((key) => key.startsWith('Fn::ForEach::'));
  if (loop)
    throw validationError(`The embedded AWS does not support Fn::ForEach, which ${name} has: ${loop}.`);
  // A condition is a single intrinsic function, which is an object too.
  if (!isSection(value)) throw formatError(`Any ${name} member must be an object.`);
  const count = Object.keys(value).length;
  if (count > QUOTAS[name])
    throw formatError(
      `Number of ${name.toLowerCase()}, ${count}, is greater than maximum allowed, ${QUOTAS[name]}`,
    );
  return value;
}

/** Two levels of keys with a string or a list of strings each. */
function checkMapping(mapping: Record<string, unknown>): void {
  for (const [key, values] of Object.entries(mapping)) {
    if (!isRecord(values)) throw formatError(`Every Mappings member ${key} must be a map`);
    if (Object.values(values).some(isRecord))
      throw formatError('Every Mappings attribute must be a String or a List.');
  }
}

function checkResource(logicalId: string, resource: Record<string, unknown>): void {
  if (!ALPHANUMERIC.test(logicalId)) throw formatError(`Resource name ${logicalId} is non alphanumeric.`);
  if (typeof resource.Type !== 'string')
    throw validationError(
      `Template format error: [/Resources/${logicalId}] Every Resources object must contain a Type member.`,
    );
  for (const attribute of Object.keys(resource))
    if (!RESOURCE_ATTRIBUTES.includes(attribute))
      throw validationError(
        MISSING_ATTRIBUTES.includes(attribute)
          ? `The embedded AWS does not support the attribute ${attribute} of resource ${logicalId}. ` +
              `Supported: ${RESOURCE_ATTRIBUTES.join(', ')}.`
          : `Invalid template resource property '${attribute}'`,
      );
  for (const attribute of ['DeletionPolicy', 'UpdateReplacePolicy']) {
    const policy = resource[attribute];
    if (policy !== undefined && !isRecord(policy)) checkPolicy(attribute, policy, logicalId);
  }
}

/** @throws AwsError `ValidationError` */
export function checkPolicy(attribute: string, policy: unknown, logicalId: string): void {
  if (!(RETENTION_POLICIES as readonly unknown[]).includes(policy))
    throw validationError(
      `Template error: ${attribute} ${String(policy)} of resource ${logicalId} is not supported. ` +
        `Supported: ${RETENTION_POLICIES.join(', ')}.`,
    );
}
