import { AwsError } from '../../aws-error';
import { byKey } from '../../gateway/page';
import type { Platform } from '../../platform';
import type { Tag } from '../../tags';
import { Alarms } from './alarms';

/** A dashboard; its body is JSON text. */
export interface Dashboard {
  readonly name: string;
  readonly arn: string;
  readonly body: string;
  /** Unix seconds. */
  readonly lastModified: number;
  readonly tags: readonly Tag[];
}

/** Alarms and dashboards of a region; metrics belong to the platform. */
export class CloudWatchStore {
  readonly alarms: Alarms;
  private readonly dashboardsByName = new Map<string, Dashboard>();

  constructor(readonly platform: Platform) {
    this.alarms = new Alarms(platform);
  }

  /** Sorted by name. */
  dashboards(): Dashboard[] {
    return [...this.dashboardsByName.values()].sort(byKey(({ name }) => name));
  }

  dashboardArn(name: string): string {
    return `arn:aws:cloudwatch::${this.platform.accountId}:dashboard/${name}`;
  }

  /** @throws AwsError `ResourceNotFound`, 404 */
  mustFindDashboard(name: string): Dashboard {
    const dashboard = this.dashboardsByName.get(name);
    if (!dashboard) throw new AwsError('ResourceNotFound', `Dashboard ${name} does not exist`, 404);
    return dashboard;
  }

  putDashboard(name: string, body: string, tags?: readonly Tag[]): void {
    this.platform.meter.hold('dashboards', name, 1);
    this.dashboardsByName.set(name, {
      name,
      arn: this.dashboardArn(name),
      body,
      lastModified: this.platform.clock.now() / 1_000,
      tags: tags ?? this.dashboardsByName.get(name)?.tags ?? [],
    });
  }

  deleteDashboard(name: string): void {
    this.dashboardsByName.delete(name);
    this.platform.meter.hold('dashboards', name, 0);
  }

  /** @throws AwsError `ResourceNotFoundException`, 404 */
  tagsOf(arn: string): readonly Tag[] {
    const tagged = this.findTagged(arn);
    if (!tagged) throw new AwsError('ResourceNotFoundException', `Unknown resource ${arn}`, 404);
    return tagged.tags;
  }

  /** @throws AwsError `ResourceNotFoundException`, 404 */
  setTags(arn: string, tags: readonly Tag[]): void {
    this.tagsOf(arn);
    const tagged = this.findTagged(arn)!;
    if ('state' in tagged) tagged.tags = tags;
    else this.dashboardsByName.set(tagged.name, { ...tagged, tags });
  }

  private findTagged(arn: string): ReturnType<Alarms['find']> | Dashboard {
    return (
      this.alarms.list().find((one) => one.arn === arn) ?? this.dashboards().find((one) => one.arn === arn)
    );
  }
}
