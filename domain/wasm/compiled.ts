/** The module that some code makes, compiled when it is first asked for. @param code - in base64 */
export function compiled(code: string): () => WebAssembly.Module {
  let module: WebAssembly.Module | undefined;
  return () => (module ??= new WebAssembly.Module(Buffer.from(code, 'base64')));
}
