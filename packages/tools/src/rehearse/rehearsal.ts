import { mkdtemp, writeFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_FOLDER } from '@ecommerce-recommenders/shop-data/contracts/project-folder';
import { SETTINGS } from '@ecommerce-recommenders/shop-data/contracts/settings/settings';
import type { Template } from '../cdk/assembly';
import { templateShop } from '../cdk/template-shop';
import { factsOfShop } from '../shop-files/shop-facts';
import { faultyRun } from './faulty-run';
import { monthUsd } from './month';
import { startStage, type Faults, type Rehearsed } from './rehearse';
import { reportOf, type FaultyRun, type Report } from './report';
import { faultsOfSeed } from './seeded-faults';
import { templateOf, type Deployable } from './synthesized';

/** What is rehearsed. */
export interface Rehearsal {
  /** Where files may be written. */
  readonly folder: string;
  /** Names of losses and shelves that are meant. */
  readonly accepted: readonly string[];
  /**
   * How often it is deployed under faults as well, with the seeds from 1.
   *
   * @default 0
   */
  readonly seeds?: number;
  /**
   * Ends it early.
   *
   * @default - nothing does
   */
  readonly signal?: AbortSignal;
  /** Makes what is deployed first, on an embedded AWS. */
  readonly synthesizeFrom: (endpoint: string) => Promise<Deployable>;
  /** Makes what is deployed over it, while that is there. */
  readonly synthesizeTo: (endpoint: string, stackName: string) => Promise<Deployable>;
}

/**
 * Deploys one stack over another on an embedded AWS of its own, whose clock is turned, and watches what the shop notices.
 *
 * @throws Error that names what cannot be rehearsed
 */
export async function rehearsal({
  folder,
  accepted,
  seeds = 0,
  signal,
  synthesizeFrom,
  synthesizeTo,
}: Rehearsal): Promise<Report> {
  const stage = await startStage(signal);
  try {
    const { endpoint } = stage.account.aws;
    const from = await synthesizeFrom(endpoint);
    refuseDataInS3(from);
    await stage.create(from);
    const { stackName } = from.assembly;
    const to = await synthesizeTo(endpoint, stackName);
    refuseDataInS3(to);
    if (to.assembly.stackName !== stackName)
      throw new Error(
        `${to.origin} has the stack ${to.assembly.stackName}, which would be deployed beside ${stackName} and not over it. ` +
          'Pass the same -c stage=NAME, or name the stack with --stack NAME.',
      );
    const rehearsed = await stage.update(to);
    const compared = {
      from: { origin: from.origin, template: templateOf(from) },
      to: { origin: to.origin, template: templateOf(to), hasSample: hasSample(to) },
    };
    const calm = reportOf({ ...compared, rehearsed, accepted: [] });
    const faulty: FaultyRun[] = [];
    // Nothing is learned where it fails without faults, or changes nothing.
    const times = rehearsed.status === 'UPDATE_COMPLETE' ? seeds : 0;
    for (let seed = 1; seed <= times; seed += 1) {
      const under = { seed, faults: faultsOfSeed(seed) };
      const seen = await updatedUnder(under, from, to, signal);
      faulty.push(faultyRun({ ...under, ...compared, rehearsed: seen }, calm));
    }
    const [beforeUsd, afterUsd] = [await priceOf(from, folder), await priceOf(to, folder)];
    return reportOf({
      ...compared,
      rehearsed,
      faulty,
      month: { beforeUsd, afterUsd },
      accepted,
    });
  } finally {
    await stage.account.close();
  }
}

/** Deploys the same on another embedded AWS, under faults. */
async function updatedUnder(
  faults: Faults,
  from: Deployable,
  to: Deployable,
  signal?: AbortSignal,
): Promise<Rehearsed> {
  const stage = await startStage(signal);
  try {
    await stage.create(from);
    return await stage.update(to, faults);
  } finally {
    await stage.account.close();
  }
}

function refuseDataInS3(deployable: Deployable): void {
  const { source } = templateShop(templateOf(deployable)).settings;
  if (source !== '')
    throw new Error(
      `The data of ${deployable.origin} is in ${source}, which is not there on the embedded AWS that rehearses. Only a stack whose data is ` +
        'a file (the setting archive) can be rehearsed.',
    );
}

/** The archive that a stack publishes. */
function archiveIn({ assembly }: Deployable, template: Template): readonly [string, Uint8Array] {
  const { archiveKey = '' } = templateShop(template);
  return [archiveKey, assembly.assets[archiveKey]];
}

/** Whether a stack has the data of the sample. */
function hasSample(deployable: Deployable): boolean {
  const [, archive] = archiveIn(deployable, templateOf(deployable));
  try {
    return readFileSync(join(PROJECT_FOLDER, SETTINGS.archive.default)).equals(archive);
  } catch {
    // An app of one's own has no sample.
    return false;
  }
}

/** US dollars of a month. */
async function priceOf(deployable: Deployable, folder: string): Promise<number> {
  const template = templateOf(deployable);
  const { settings, endpointZones, archiveName } = templateShop(template);
  const [key, content] = archiveIn(deployable, template);
  const archive = join(await mkdtemp(join(folder, 'priced-')), archiveName ?? key);
  await writeFile(archive, content);
  const shop = { ...settings, archive, endpointZones };
  const { facts } = await factsOfShop(shop);
  return monthUsd(shop, { size: facts.size, interactions: facts.distinctRows });
}
