/** The value of a parameter: text, or a list for the list types. */
export type ParameterValue = string | readonly string[];

/** Where intrinsic functions find what they refer to. */
export interface Scope {
  /** `AWS::Region` and the others. */
  readonly pseudo: Readonly<Record<string, ParameterValue>>;
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  readonly mappings: Readonly<Record<string, unknown>>;
  /** Whether a condition holds. */
  condition(name: string): boolean;
  /** What Ref of a resource gives. */
  physicalId(logicalId: string): unknown;
  /** What Fn::GetAtt gives. */
  attribute(logicalId: string, name: string): unknown;
  /** The value that another stack exports under that name. */
  importValue(name: string): string;
}
