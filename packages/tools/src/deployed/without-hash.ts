/** A logical id without the hash that the CDK appends: `ImportRole` for `ImportRoleAF1E5C07`. */
export const withoutHash = (logicalId: string): string => logicalId.replace(/[0-9A-F]{8}$/, '');
