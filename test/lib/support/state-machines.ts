import type { Template } from 'aws-cdk-lib/assertions';

/** The parts of a state that tests read. */
export interface State {
  readonly Type: string;
  readonly Comment?: string;
  readonly Resource?: string;
  readonly Next?: string;
  readonly Default?: string;
  readonly Seconds?: number;
  readonly MaxConcurrency?: number;
  readonly Parameters?: { readonly step?: string; readonly plan?: string };
  readonly Choices?: readonly { readonly StringEquals?: string; readonly Next: string }[];
  readonly Catch?: readonly { readonly ErrorEquals: readonly string[]; readonly Next: string }[];
  readonly Retry?: readonly { IntervalSeconds?: number; MaxAttempts?: number; BackoffRate?: number }[];
  readonly ItemProcessor?: Definition;
}

/** A state machine's definition, or that of an iteration. */
export interface Definition {
  readonly States: Readonly<Record<string, State>>;
}

/** A text of a template; `<id>` stands for what CloudFormation fills in. */
function filled(text: string | { readonly 'Fn::Join': [string, unknown[]] }): string {
  const parts = typeof text === 'string' ? [text] : text['Fn::Join'][1];
  return parts
    .map((part) =>
      typeof part === 'string'
        ? part
        : `<${Object.values(part as object)
            .flat()
            .join('.')}>`,
    )
    .join('');
}

/** Definitions of a template's state machines by logical id. */
export const definitionsOf = (template: Template): Map<string, Definition> =>
  new Map(
    Object.entries(template.findResources('AWS::StepFunctions::StateMachine')).map(([id, { Properties }]) => {
      const { DefinitionString } = Properties as { DefinitionString: Parameters<typeof filled>[0] };
      return [id, JSON.parse(filled(DefinitionString)) as Definition];
    }),
  );

/** States of the machine whose logical id starts with these words. */
export const statesOf = (template: Template, start: string): Definition['States'] =>
  [...definitionsOf(template)].find(([id]) => id.startsWith(start))![1].States;
