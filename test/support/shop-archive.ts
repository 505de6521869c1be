import { makeTar } from './make-tar';

/** The three files of a shop's archive; each has a valid default. */
export interface ShopFiles {
  readonly items?: string | Buffer;
  readonly users?: string | Buffer;
  readonly interactions?: string | Buffer;
}

/** A small shop: two items, two users, four interactions that are kept and one that is dropped. */
export const SHOP: Record<keyof ShopFiles, string> = {
  items: [
    'id,url,name,category,style,description,price',
    'i1,http://shop/i1,Pan,housewares,pans,"Heavy, and round",20.5',
    'i2,http://shop/i2,"24"" Monitor",electronics,,,179.0',
    '',
  ].join('\n'),
  users: ['id,username,addresses,age,gender', "u1,user1,\"[{'city': 'X'}, 1]\",31,F", 'u2,user2,,,', ''].join(
    '\n',
  ),
  interactions: [
    'ITEM_ID,USER_ID,EVENT_TYPE,TIMESTAMP,DISCOUNT',
    'i1,u1,ProductViewed,1600000001,No',
    'i2,u1,CartViewed,1600000002,No',
    'i2,u2,ProductViewed,1600000003,No',
    'i1,u2,OrderCompleted,1600000004,Yes',
    'i2,u1,ProductViewed,1600000005,No',
    '',
  ].join('\r\n'),
};

/** A shop's archive, with some of its files replaced. */
export function shopArchive(files: ShopFiles = {}): Buffer {
  const contents = { ...SHOP, ...files };
  return makeTar([
    { path: 'items.csv', content: contents.items },
    { path: 'users.csv', content: contents.users },
    { path: 'interactions.csv', content: contents.interactions },
  ]);
}
