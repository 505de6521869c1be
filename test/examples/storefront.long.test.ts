import { holdPort } from '@ecommerce-recommenders/tools/page/local-server';
import { endSpawned, spawnCommand } from '../support/spawned-command';

describe('examples/storefront', () => {
  afterAll(endSpawned);

  it('deploys, serves its pages to its own address alone, and destroys it all on Ctrl-C', async () => {
    const { port, release } = await holdPort(18_180, { orNext: true });
    await release();
    const shop = `http://127.0.0.1:${port}`;
    const args = ['examples/storefront/demo.cjs', '--no-open', '--port', `${port}`];
    const demo = spawnCommand(process.execPath, args);
    await demo.seen(/The shop is at .*/);
    const home = await fetch(shop);
    expect(home.headers.get('content-security-policy')).toContain("default-src 'none'");
    const page = await home.text();
    const [, api] = /api="(http:[^"]+)"/.exec(page)!;
    const answer = await fetch(`${api}/recommendations/best-sellers`, { headers: { origin: shop } });
    expect(answer.headers.get('access-control-allow-origin')).toBe(shop);
    const { items } = (await answer.json()) as { items: { itemId: string; name: string }[] };
    const product = await (await fetch(`${shop}/products/${items[0].itemId}`)).text();
    expect(product).toContain(`<title>${items[0].name.replaceAll('&', '&amp;')}</title>`);
    expect((await fetch(`${shop}/products/none`)).status).toBe(404);
    const signedIn = await fetch(shop, { headers: { cookie: 'user=2' } });
    expect(await signedIn.text()).toMatch(/user-token="[\w-]+\.[\w-]{43}"/);
    const signIn = async (back: string): Promise<string | null> =>
      (await fetch(`${shop}/sign-in?user=2&back=${back}`, { redirect: 'manual' })).headers.get('location');
    expect(await signIn(`/products/${items[0].itemId}`)).toBe(`/products/${items[0].itemId}`);
    expect(await signIn('//elsewhere.example/products/1')).toBe('/');
    // The shop's word for a purchase comes with an order, and not with a page.
    const order = `${shop}/orders/${items[0].itemId}`;
    expect((await fetch(order, { method: 'POST' })).status).toBe(404);
    const ordered = await fetch(order, { method: 'POST', headers: { cookie: 'user=2' } });
    const { userToken } = (await ordered.json()) as { userToken: string };
    const events = [{ type: 'Purchase', itemId: items[0].itemId }];
    const bought = await fetch(`${api}/events`, {
      method: 'POST',
      headers: { origin: shop, 'x-user-token': userToken },
      body: JSON.stringify({ session: 'session-of-the-storefront', events }),
    });
    expect(bought.status).toBe(202);
    demo.kill('SIGINT');
    expect(await demo.ended).toEqual([0, null]);
    expect(demo.stdout()).toContain('Nothing is left.');
    expect(demo.stderr()).toBe('');
    expect(demo.leftovers()).toEqual([]);
    await expect(fetch(shop)).rejects.toThrow();
  });

  it('refuses a wrong option with exit code 2', async () => {
    const demo = spawnCommand(process.execPath, ['examples/storefront/demo.cjs', '--port', 'x']);
    expect(await demo.ended).toEqual([2, null]);
    expect(demo.stderr()).toContain('--port');
  });
});
