/** The items in that order. They mostly are in it already, which is seen sooner than they are sorted. */
export const inOrder = <Item>(items: readonly Item[], order: (one: Item, other: Item) => number): readonly Item[] => {
  for (let place = 1; place < items.length; place += 1) {
    if (order(items[place - 1] as Item, items[place] as Item) > 0) return [...items].sort(order);
  }
  return items;
};
