import type { InputOf } from '../../../gateway/shape';
import { resourceType } from './resource-type';
import { unlessGone } from './unless-gone';

const PROPERTIES = {
  Name: { type: 'string', max: 255 },
  Description: { type: 'string' },
  Role: { type: 'string', required: true },
  ExecutionProperty: { type: 'structure', fields: { MaxConcurrentRuns: { type: 'integer' } } },
  Command: {
    type: 'structure',
    required: true,
    fields: {
      Name: { type: 'string' },
      ScriptLocation: { type: 'string' },
      PythonVersion: { type: 'string' },
    },
  },
  DefaultArguments: { type: 'map', of: { type: 'string' } },
  MaxRetries: { type: 'integer' },
  Timeout: { type: 'integer' },
  GlueVersion: { type: 'string' },
  WorkerType: { type: 'string' },
  NumberOfWorkers: { type: 'integer' },
  /** A map, unlike the usual list. */
  Tags: { type: 'map', of: { type: 'string' } },
} as const;

type JobProperties = InputOf<typeof PROPERTIES>;

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-glue-job.html */
export const glueJob = resourceType({
  properties: PROPERTIES,
  createOnly: ['Name'],
  create: async (properties, { aws, newName }) => {
    const Name = properties.Name ?? newName({ maxLength: 255 });
    await aws('glue', 'CreateJob', { ...properties, Name });
    return { physicalId: Name };
  },
  update: async (properties, { aws, physicalId: JobName, previous, platform: { region, accountId } }) => {
    await aws('glue', 'UpdateJob', { JobName, JobUpdate: definitionOf(properties) });
    const ResourceArn = `arn:aws:glue:${region}:${accountId}:job/${JobName}`;
    const { Tags: before = {} } = previous;
    const { Tags: after = {} } = properties;
    const TagsToRemove = Object.keys(before).filter((key) => !(key in after));
    if (TagsToRemove.length > 0) await aws('glue', 'UntagResource', { ResourceArn, TagsToRemove });
    if (Object.keys(after).some((key) => after[key] !== before[key]))
      await aws('glue', 'TagResource', { ResourceArn, TagsToAdd: after });
  },
  remove: (JobName, { aws }) => unlessGone(aws('glue', 'DeleteJob', { JobName })),
});

const definitionOf = ({ Name: _name, Tags: _tags, ...definition }: JobProperties): object => definition;
