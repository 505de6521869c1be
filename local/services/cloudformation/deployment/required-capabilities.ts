import type { Template } from '../template/template';

/** Types that give permissions, each with the property that names it. */
const NAMES: Readonly<Record<string, string>> = {
  'AWS::IAM::Role': 'RoleName',
  'AWS::IAM::ManagedPolicy': 'ManagedPolicyName',
  'AWS::IAM::Policy': '',
};

/** What a user must acknowledge, and the resources that are the reason; no capability for a harmless template. */
export function requiredCapabilities(template: Template): { capabilities: string[]; reason?: string } {
  const risky = Object.entries(template.resources).filter(([, { Type }]) => Object.hasOwn(NAMES, Type));
  if (risky.length === 0) return { capabilities: [] };
  const isNamed = risky.some(([, { Type, Properties = {} }]) => Object.hasOwn(Properties, NAMES[Type]));
  const types = [...new Set(risky.map(([, { Type }]) => Type))];
  return {
    capabilities: [isNamed ? 'CAPABILITY_NAMED_IAM' : 'CAPABILITY_IAM'],
    reason: `The following resource(s) require capabilities: [${types.join(', ')}]`,
  };
}
