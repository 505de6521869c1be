/** `require("@aws-sdk/client-s3")`, `from '@aws-sdk/client-s3'`, `import("@aws-sdk/client-s3")` */
const CLIENT = /(?:\brequire\(|\bfrom|\bimport\(?)\s*["'](@aws-sdk\/client-[\w-]+)["']/g;

/** SDK clients that code imports from Lambda's runtime. Bundled ones need none. */
export function runtimeClients(files: Readonly<Record<string, Uint8Array>>): string[] {
  const clients = new Set<string>();
  for (const [name, data] of Object.entries(files))
    if (/\.[cm]?js$/.test(name))
      for (const [, client] of Buffer.from(data).toString().matchAll(CLIENT)) clients.add(client);
  return [...clients].sort();
}
