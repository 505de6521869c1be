/** A step's input as the state machine sends it: the plan is a JSON string, because CloudFormation resolves its tokens. */
export type Sent<Step extends { readonly plan: object }> = Omit<Step, 'plan'> & { readonly plan: string };

/** Parses the plan of a step's input. */
export const withPlan =
  <Step extends { readonly execution: string; readonly plan: object }, Answer>(
    run: (step: Step) => Promise<Answer>,
  ): ((sent: Sent<Step> & { readonly execution: string }) => Promise<Answer>) =>
  (sent) =>
    run({ ...sent, plan: JSON.parse(sent.plan) as Step['plan'] } as unknown as Step);
