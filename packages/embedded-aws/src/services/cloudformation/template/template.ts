import { isRecord } from '../../../bounded-json';

/** A parsed template: every section present, resource attributes checked. */
export interface Template {
  /** As sent; GetTemplate returns it unchanged. */
  readonly text: string;
  readonly description?: string;
  /** Whether it uses the transform AWS::LanguageExtensions. */
  readonly isExtended: boolean;
  readonly metadata?: unknown;
  readonly parameters: Readonly<Record<string, ParameterDefinition>>;
  readonly rules: Readonly<Record<string, RuleDefinition>>;
  readonly mappings: Readonly<Record<string, unknown>>;
  readonly conditions: Readonly<Record<string, unknown>>;
  readonly resources: Readonly<Record<string, ResourceDefinition>>;
  readonly outputs: Readonly<Record<string, OutputDefinition>>;
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html */
export interface ParameterDefinition {
  readonly Type: string;
  readonly Default?: string | number;
  readonly Description?: string;
  readonly NoEcho?: boolean | string;
  readonly AllowedValues?: readonly (string | number)[];
  readonly AllowedPattern?: string;
  readonly ConstraintDescription?: string;
  readonly MinLength?: number | string;
  readonly MaxLength?: number | string;
  readonly MinValue?: number | string;
  readonly MaxValue?: number | string;
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/rules-section-structure.html */
export interface RuleDefinition {
  readonly RuleCondition?: unknown;
  readonly Assertions: readonly { readonly Assert: unknown; readonly AssertDescription?: string }[];
}

/** What happens to a resource removed from its stack. */
export const RETENTION_POLICIES = ['Delete', 'Retain', 'RetainExceptOnCreate'] as const;

export type RetentionPolicy = (typeof RETENTION_POLICIES)[number];

/** A resource in the template. Values may hold intrinsic functions; those of the policies are resolved in a target. */
export interface ResourceDefinition {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
  readonly DependsOn?: string | readonly string[];
  readonly Condition?: string;
  readonly Metadata?: unknown;
  readonly DeletionPolicy?: RetentionPolicy;
  readonly UpdateReplacePolicy?: RetentionPolicy;
}

/** An output in the template. */
export interface OutputDefinition {
  readonly Value: unknown;
  readonly Description?: string;
  readonly Condition?: string;
  readonly Export?: { readonly Name: unknown };
}

/** Logical ids in DependsOn. */
export const dependsOnOf = ({ DependsOn = [] }: ResourceDefinition): readonly string[] =>
  typeof DependsOn === 'string' ? [DependsOn] : DependsOn;

/** Whether a parameter's value is masked in all answers. */
export const isNoEcho = ({ NoEcho }: ParameterDefinition): boolean => String(NoEcho) === 'true';

/** Whether a template section has the form `{ name: { … } }`. */
export const isSection = (value: unknown): value is Record<string, Record<string, unknown>> =>
  isRecord(value) && Object.values(value).every(isRecord);
