import { BUS_EVENTS, DETAIL_TYPES, EVENT_SOURCE } from './bus-events';

/** The schemas of all events as EventBridge delivers them, for docs/bus-events.json. */
export const eventSchemas = (): object => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Events on the default event bus',
  description: 'What the stack puts there with the setting busEvents. See docs/bus-events.md.',
  oneOf: DETAIL_TYPES.map((detailType) => ({ $ref: `#/$defs/${defName(detailType)}` })),
  $defs: Object.fromEntries(
    DETAIL_TYPES.map((detailType) => [
      defName(detailType),
      {
        title: detailType,
        description: BUS_EVENTS[detailType].when,
        type: 'object',
        required: ['source', 'detail-type', 'detail'],
        properties: {
          source: { const: EVENT_SOURCE },
          'detail-type': { const: detailType },
          detail: BUS_EVENTS[detailType].detail,
        },
      },
    ]),
  ),
});

const defName = (detailType: string): string => detailType.replace(' ', '');
