// What a shop's page adds to the element: what visitors do with items. Without consent, none of it is sent.
await customElements.whenDefined('recommended-items');
const RecommendedItems = customElements.get('recommended-items');

const { item, price, bought, userToken } = document.querySelector('main').dataset;

if (item) RecommendedItems.send('View', item);

document.querySelector('#add')?.addEventListener('submit', () => {
  RecommendedItems.send('AddToCart', { itemId: item, quantity: 1, price: Number(price) });
});

// The page of the confirmation. Its token is the shop's word for what was bought.
if (bought) RecommendedItems.send('Purchase', JSON.parse(bought), { userToken });

// “Recommended for you” follows a purchase at once.
document.addEventListener('recommended-items-sent', ({ detail: { events } }) => {
  if (!events.some(({ type }) => type === 'Purchase')) return;
  document.querySelector('[use-case="recommended-for-you"]').reload();
});
