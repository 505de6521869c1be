// interactions.csv, which is in order of time, into the three files of interactions, with polars.
import pl from 'nodejs-polars';

const [input, folder] = process.argv.slice(2);
const begun = performance.now();
const kept = pl
  .readCSV(input, { columns: ['ITEM_ID', 'USER_ID', 'EVENT_TYPE', 'TIMESTAMP'] })
  .filter(pl.col('EVENT_TYPE').isIn(['ProductViewed', 'OrderCompleted']))
  .withColumns(
    pl
      .when(pl.col('EVENT_TYPE').eq(pl.lit('ProductViewed')))
      .then(pl.lit('View'))
      .otherwise(pl.lit('Purchase'))
      .alias('EVENT_TYPE'),
    pl.col('TIMESTAMP').cumCount().over('USER_ID').alias('rank'),
    pl.col('TIMESTAMP').count().over('USER_ID').alias('count'),
  );
// The first rank is 0 or 1, depending on binding and release.
const first = kept.getColumn('rank').min() === 0 ? 1 : 0;
const share = pl.col('rank').add(first).cast(pl.Float64).div(pl.col('count'));
const columns = ['ITEM_ID', 'USER_ID', 'EVENT_TYPE', 'TIMESTAMP'];
kept.filter(share.ltEq(0.9)).select(columns).writeCSV(`${folder}/training_interaction.csv`);
kept.filter(share.gt(0.9)).select(columns).writeCSV(`${folder}/validation_interaction.csv`);
kept.select(columns).writeCSV(`${folder}/warm_interaction.csv`);
const value = (performance.now() - begun) / 1000;
console.log(JSON.stringify({ value, peakMiB: process.resourceUsage().maxRSS / 1024 }));
