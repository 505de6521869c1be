/** A parameter value: text, or a list for list types. */
export type ParameterValue = string | readonly string[];

/** Resolves references of intrinsic functions. */
export interface Scope {
  /** `AWS::Region` and others. */
  readonly pseudo: Readonly<Record<string, ParameterValue>>;
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  readonly mappings: Readonly<Record<string, unknown>>;
  /** Whether the functions of AWS::LanguageExtensions exist. */
  readonly isExtended: boolean;
  /** Whether a condition holds. */
  condition(name: string): boolean;
  /** Value of Ref for a resource. */
  physicalId(logicalId: string): unknown;
  /** Value of Fn::GetAtt. */
  attribute(logicalId: string, name: string): unknown;
  /** The value exported under that name by another stack. */
  importValue(name: string): string;
  /** A text with the values of its dynamic references. */
  withDynamicReferences(text: string): string;
}
