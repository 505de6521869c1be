// What a shop's page adds to the element: consent, and what visitors do with items.
await customElements.whenDefined('recommended-items');
const RecommendedItems = customElements.get('recommended-items');

const { item, price } = document.querySelector('article')?.dataset ?? {};
const consent = document.querySelector('#consent');
const KEPT = 'consent';
let isViewed = false;

function tellConsent() {
  RecommendedItems.consent(consent.checked);
  if (item && !isViewed) isViewed = RecommendedItems.send('View', item);
}

// In place of a consent manager: only a yes is kept.
consent.checked = localStorage.getItem(KEPT) !== null;
consent.addEventListener('change', () => {
  if (consent.checked) localStorage.setItem(KEPT, 'yes');
  else localStorage.removeItem(KEPT);
  tellConsent();
});
tellConsent();

async function buy() {
  // The shop's server takes the order, and signs what was bought.
  const order = await fetch(`/orders/${item}`, { method: 'POST' });
  if (!order.ok) return 'Sign in to buy: a purchase belongs to somebody.';
  const { userToken } = await order.json();
  return RecommendedItems.send('Purchase', { itemId: item, quantity: 1, price: Number(price) }, { userToken })
    ? 'Bought. “Recommended for you” follows.'
    : 'Bought. Without your consent, the recommendations do not know.';
}
document.querySelector('#buy')?.addEventListener('click', async () => {
  document.querySelector('#bought').textContent = await buy();
});

document.addEventListener('recommended-items-sent', ({ detail: { events } }) => {
  if (!events.some(({ type }) => type === 'Purchase')) return;
  document.querySelector('[use-case="recommended-for-you"]').reload();
});
