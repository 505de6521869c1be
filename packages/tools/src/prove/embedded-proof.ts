import { join } from 'node:path';
import { startLocalAws } from 'embedded-aws/local-aws';
import { LOCAL_REGION } from 'embedded-aws/environment';
import { temporaryFolder } from 'embedded-aws/temporary-folder';
import { depsOf } from './deps';
import type { Proof } from './proof';
import { prove } from './prove';

/** Makes a proof on a separate embedded AWS. */
export async function embeddedProof(interrupted: AbortSignal): Promise<Proof> {
  const folder = await temporaryFolder('ecommerce-recommenders');
  const aws = await startLocalAws({ readyIn: LOCAL_REGION });
  try {
    const options = {
      file: join(folder.path, 'proof.json'),
      yes: true,
      removeOnly: false,
      aws: 'embedded AWS',
      isCi: false,
      isTerminal: false,
    } as const;
    const deps = depsOf(aws.endpoint, folder.path);
    return (await prove(options, { ...deps, check: async () => [], print: () => {}, interrupted }))!;
  } finally {
    await aws.close();
    folder.remove();
  }
}
