import type { Faults } from './faults';

/** Whether a role is too young to be seen, as a fault wants it. */
export const isPropagating = (faults: Faults, roleArn: string): boolean =>
  faults.strike('role-propagation', { role: roleArn.slice(roleArn.lastIndexOf('/') + 1), arn: roleArn }) !==
  undefined;
