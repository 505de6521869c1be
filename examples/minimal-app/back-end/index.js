// Lambda brings this client along.
const {
  GetRecommendationsCommand,
  PersonalizeRuntimeClient,
} = require('@aws-sdk/client-personalize-runtime');

const personalize = new PersonalizeRuntimeClient({});

/** The ids of the items that sell best. Personalize wants a user, though this list is the same for everybody. */
exports.handler = async ({ userId }) => {
  const { itemList = [] } = await personalize.send(
    new GetRecommendationsCommand({ recommenderArn: process.env.BEST_SELLERS, userId, numResults: 5 }),
  );
  return itemList.map(({ itemId }) => itemId);
};
