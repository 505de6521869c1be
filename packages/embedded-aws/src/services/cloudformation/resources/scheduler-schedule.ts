import type { InputOf } from '../../../gateway/shape';
import { SCHEDULE_FIELDS } from '../../scheduler/scheduler-shapes';
import { ResourceError, resourceType } from './resource-type';
import { unlessGone } from './unless-gone';

const PROPERTIES = {
  ...SCHEDULE_FIELDS,
  Name: { type: 'string', max: 64 },
  GroupName: { type: 'string' },
  // ISO 8601 in templates, a number in the API.
  StartDate: { type: 'string' },
  EndDate: { type: 'string' },
} as const;

type ScheduleProperties = InputOf<typeof PROPERTIES>;

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-scheduler-schedule.html */
export const schedulerSchedule = resourceType({
  properties: PROPERTIES,
  createOnly: ['Name'],
  create: async (properties, { aws, initiated, newName }) => {
    const Name = properties.Name ?? newName({ maxLength: 64 });
    const { ScheduleArn } = await aws<{ ScheduleArn: string }>('scheduler', 'CreateSchedule', {
      ...scheduleInput(properties),
      Name,
    });
    initiated(Name);
    return { physicalId: Name, attributes: { Arn: ScheduleArn } };
  },
  update: async (properties, { aws, physicalId: Name }) => {
    await aws('scheduler', 'UpdateSchedule', { ...scheduleInput(properties), Name });
  },
  remove: (Name, { aws, properties: { GroupName } }) =>
    unlessGone(aws('scheduler', 'DeleteSchedule', { Name, ...(GroupName !== undefined && { GroupName }) })),
});

const scheduleInput = ({ StartDate, EndDate, ...properties }: ScheduleProperties): object => ({
  ...properties,
  ...(StartDate !== undefined && { StartDate: unixSeconds(StartDate, 'StartDate') }),
  ...(EndDate !== undefined && { EndDate: unixSeconds(EndDate, 'EndDate') }),
});

function unixSeconds(text: string, property: string): number {
  const atMs = Date.parse(text);
  if (Number.isNaN(atMs)) throw new ResourceError(`${property} must be a date in ISO 8601, got ${text}`);
  return atMs / 1_000;
}
