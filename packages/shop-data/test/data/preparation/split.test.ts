import { trainingCount } from '../../../src/data/preparation/split';

it('trainingCount keeps exactly the ranks that pandas keeps', () => {
  const wrong: string[] = [];
  for (let percent = 0; percent < 100; percent++) {
    const countOf = trainingCount(percent / 100);
    for (let count = 1; count <= 300; count++) {
      let kept = 0;
      for (let rank = 1; rank <= count; rank++) if (!(rank / count > (100 - percent) / 100)) kept++;
      if (countOf(count) !== kept) wrong.push(`${percent} % of ${count}`);
    }
  }
  expect(wrong).toEqual([]);
});
