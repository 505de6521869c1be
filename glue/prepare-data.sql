-- From a shop's CSV parts to the files that Amazon Personalize imports, in SQL that Spark and DuckDB read alike.
--
-- In:  interactions, items, users: the parts' rows, every column text, and where each row stands: _part (its object),
--        _offset and _row, which sort the rows of one part as it has them
--      event_types (source, target): which event types are kept, and what they are called then
--      settings (training_share, holdout_by): the share of the interactions, oldest first, that training gets: of each
--        user's where holdout_by is user, of the shop's where it is time
-- Out: training_interaction, training_item, training_user, validation_interaction, warm_interaction: values as CSV has
--        them, quoted only where they must be, with a backslash before a quote, and one line a row
--      problems (problem): what an import would refuse; nothing may be written unless it is empty

CREATE OR REPLACE TEMPORARY VIEW kept_interactions AS
SELECT
  COALESCE(i.ITEM_ID, '') AS item,
  COALESCE(i.USER_ID, '') AS user_id,
  t.target AS event,
  COALESCE(i.TIMESTAMP, '') AS seconds,
  i._part,
  i._offset,
  i._row
FROM interactions i
JOIN event_types t ON t.source = COALESCE(i.EVENT_TYPE, '');

CREATE OR REPLACE TEMPORARY VIEW item_values AS
SELECT
  COALESCE(id, '') AS id,
  COALESCE(name, '') AS name,
  COALESCE(category, '') AS category,
  COALESCE(style, '') AS style,
  COALESCE(description, '') AS description,
  COALESCE(price, '') AS price,
  _part
FROM items;

CREATE OR REPLACE TEMPORARY VIEW user_values AS
SELECT
  COALESCE(id, '') AS id,
  COALESCE(username, '') AS username,
  COALESCE(age, '') AS age,
  COALESCE(gender, '') AS gender,
  _part
FROM users;

CREATE OR REPLACE TEMPORARY VIEW problems AS
SELECT _part || ': ' || problem AS problem
FROM (
  SELECT
    _part,
    CASE
      WHEN item = '' THEN 'ITEM_ID is empty; every row needs an id'
      WHEN CHAR_LENGTH(item) > 256 THEN 'ITEM_ID has more than 256 characters, which is all that Amazon Personalize allows'
      WHEN TRANSLATE(item, CHR(10) || CHR(13), '') <> item
        THEN 'ITEM_ID has a line end in it, and Amazon Personalize reads a row a line; take it out wherever the id occurs'
      WHEN user_id = '' THEN 'USER_ID is empty; every row needs an id'
      WHEN CHAR_LENGTH(user_id) > 256 THEN 'USER_ID has more than 256 characters, which is all that Amazon Personalize allows'
      WHEN TRANSLATE(user_id, CHR(10) || CHR(13), '') <> user_id
        THEN 'USER_ID has a line end in it, and Amazon Personalize reads a row a line; take it out wherever the id occurs'
      WHEN SUBSTRING(user_id, 1, 10) = 'anonymous:'
        THEN 'USER_ID "' || SUBSTRING(user_id, 1, 40) || '" begins with anonymous:, as the ids of this stack’s own sessions do; give the user another id'
      WHEN seconds = '' OR TRANSLATE(seconds, '0123456789', '') <> ''
        THEN 'TIMESTAMP "' || SUBSTRING(seconds, 1, 40) || '" is no whole number of Unix seconds, such as 1598204689'
      WHEN COALESCE(TRY_CAST(seconds AS BIGINT), 100000000000) >= 100000000000
        THEN 'TIMESTAMP "' || SUBSTRING(seconds, 1, 40) || '" looks like milliseconds; divide by 1,000: Amazon Personalize wants Unix seconds'
    END AS problem
  FROM kept_interactions
  UNION ALL
  SELECT
    _part,
    CASE
      WHEN id = '' THEN 'id is empty; every row needs an id'
      WHEN CHAR_LENGTH(id) > 256 THEN 'id has more than 256 characters, which is all that Amazon Personalize allows'
      WHEN TRANSLATE(id, CHR(10) || CHR(13), '') <> id
        THEN 'id has a line end in it, and Amazon Personalize reads a row a line; take it out wherever the id occurs'
      WHEN CHAR_LENGTH(name) > 1000 THEN 'name has more than 1000 characters, which is all that Amazon Personalize allows'
      WHEN category = '' THEN 'category is empty; its schema allows no empty value'
      WHEN CHAR_LENGTH(category) > 1000 THEN 'category has more than 1000 characters, which is all that Amazon Personalize allows'
      WHEN CHAR_LENGTH(style) > 1000 THEN 'style has more than 1000 characters, which is all that Amazon Personalize allows'
      WHEN price = '' THEN 'price is empty; its schema allows no empty value'
      WHEN TRANSLATE(price, '0123456789.eE+-', '') <> '' OR price LIKE '+%' OR TRY_CAST(price AS DOUBLE) IS NULL
        THEN 'price "' || SUBSTRING(price, 1, 40) || '" is no number'
      -- From here on a float is rounded to infinity: 2^128 - 2^103.
      WHEN ABS(TRY_CAST(price AS DOUBLE)) >= CAST('340282356779733661637539395458142568448' AS DOUBLE)
        THEN 'price "' || SUBSTRING(price, 1, 40) || '" is out of range; Amazon Personalize takes a number from -3.4028235e+38 to 3.4028235e+38: correct it'
    END AS problem
  FROM item_values
  UNION ALL
  SELECT
    _part,
    CASE
      WHEN id = '' THEN 'id is empty; every row needs an id'
      WHEN CHAR_LENGTH(id) > 256 THEN 'id has more than 256 characters, which is all that Amazon Personalize allows'
      WHEN TRANSLATE(id, CHR(10) || CHR(13), '') <> id
        THEN 'id has a line end in it, and Amazon Personalize reads a row a line; take it out wherever the id occurs'
      WHEN SUBSTRING(id, 1, 10) = 'anonymous:'
        THEN 'id "' || SUBSTRING(id, 1, 40) || '" begins with anonymous:, as the ids of this stack’s own sessions do; give the user another id'
      WHEN CHAR_LENGTH(username) > 1000 THEN 'username has more than 1000 characters, which is all that Amazon Personalize allows'
      WHEN age = '-' OR TRANSLATE(age, '0123456789', '') NOT IN ('', '-') OR age LIKE '_%-%'
        THEN 'age "' || SUBSTRING(age, 1, 40) || '" is no whole number'
      WHEN age <> '' AND COALESCE(TRY_CAST(age AS BIGINT), 2147483648) NOT BETWEEN -2147483648 AND 2147483647
        THEN 'age "' || SUBSTRING(age, 1, 40) || '" is out of range; Amazon Personalize takes a whole number from -2147483648 to 2147483647: correct it, or leave it empty'
      WHEN CHAR_LENGTH(gender) > 1000 THEN 'gender has more than 1000 characters, which is all that Amazon Personalize allows'
    END AS problem
  FROM user_values
) checked
WHERE problem IS NOT NULL
UNION ALL
SELECT 'interactions has no rows of an event type that eventTypes maps; there is nothing to learn from' AS problem
FROM (SELECT COUNT(*) AS kept FROM kept_interactions) counted
WHERE kept = 0
UNION ALL
SELECT 'items has no rows below its header, and an import needs at least one; export the items of the shop into it' AS problem
FROM (SELECT COUNT(*) AS found FROM items) counted
WHERE found = 0
UNION ALL
SELECT 'users has no rows below its header, and an import needs at least one; export the users of the shop into it' AS problem
FROM (SELECT COUNT(*) AS found FROM users) counted
WHERE found = 0;

CREATE OR REPLACE TEMPORARY VIEW interaction_shares AS
SELECT
  *,
  CAST(ROW_NUMBER() OVER (PARTITION BY user_id ORDER BY CAST(seconds AS BIGINT), _part, _offset, _row) AS DOUBLE)
    / CAST(COUNT(*) OVER (PARTITION BY user_id) AS DOUBLE) AS share
FROM kept_interactions;

-- The newest second whose first row has its place within the training share; all rows of a second are on one side.
CREATE OR REPLACE TEMPORARY VIEW cut_off AS
SELECT MAX(second) AS second
FROM (
  SELECT
    second,
    CAST(SUM(happened) OVER (ORDER BY second) - happened + 1 AS DOUBLE)
      / CAST(SUM(happened) OVER () AS DOUBLE) AS share
  FROM (
    SELECT CAST(seconds AS BIGINT) AS second, COUNT(*) AS happened
    FROM kept_interactions
    WHERE (SELECT holdout_by FROM settings) = 'time'
    GROUP BY CAST(seconds AS BIGINT)
  ) counted
) placed
WHERE share <= (SELECT training_share FROM settings);

CREATE OR REPLACE TEMPORARY VIEW split_interactions AS
SELECT
  *,
  CASE
    WHEN (SELECT holdout_by FROM settings) = 'time'
      THEN CAST(seconds AS BIGINT) <= COALESCE((SELECT second FROM cut_off), -1)
    ELSE share <= (SELECT training_share FROM settings)
  END AS trains
FROM interaction_shares;

-- A line end within a value becomes a space, because for Amazon Personalize a record is one line.
CREATE OR REPLACE TEMPORARY VIEW ranked_interactions AS
SELECT
  CASE
    WHEN TRANSLATE(item, ',"' || CHR(10) || CHR(13), '') = item THEN item
    ELSE '"' || REPLACE(REPLACE(TRANSLATE(REPLACE(item, CHR(13) || CHR(10), CHR(10)), CHR(10) || CHR(13), '  '), CHR(92), CHR(92) || CHR(92)), '"', CHR(92) || '"') || '"'
  END AS item,
  CASE
    WHEN TRANSLATE(user_id, ',"' || CHR(10) || CHR(13), '') = user_id THEN user_id
    ELSE '"' || REPLACE(REPLACE(TRANSLATE(REPLACE(user_id, CHR(13) || CHR(10), CHR(10)), CHR(10) || CHR(13), '  '), CHR(92), CHR(92) || CHR(92)), '"', CHR(92) || '"') || '"'
  END AS user_id,
  event,
  seconds,
  trains
FROM split_interactions;

CREATE OR REPLACE TEMPORARY VIEW training_interaction AS
SELECT item AS ITEM_ID, user_id AS USER_ID, event AS EVENT_TYPE, seconds AS TIMESTAMP
FROM ranked_interactions
WHERE trains;

CREATE OR REPLACE TEMPORARY VIEW validation_interaction AS
SELECT item AS ITEM_ID, user_id AS USER_ID, event AS EVENT_TYPE, seconds AS TIMESTAMP
FROM ranked_interactions
WHERE NOT trains;

CREATE OR REPLACE TEMPORARY VIEW warm_interaction AS
SELECT item AS ITEM_ID, user_id AS USER_ID, event AS EVENT_TYPE, seconds AS TIMESTAMP
FROM ranked_interactions;

CREATE OR REPLACE TEMPORARY VIEW training_item AS
SELECT
  CASE
    WHEN TRANSLATE(id, ',"' || CHR(10) || CHR(13), '') = id THEN id
    ELSE '"' || REPLACE(REPLACE(TRANSLATE(REPLACE(id, CHR(13) || CHR(10), CHR(10)), CHR(10) || CHR(13), '  '), CHR(92), CHR(92) || CHR(92)), '"', CHR(92) || '"') || '"'
  END AS ITEM_ID,
  CASE
    WHEN TRANSLATE(name, ',"' || CHR(10) || CHR(13), '') = name THEN name
    ELSE '"' || REPLACE(REPLACE(TRANSLATE(REPLACE(name, CHR(13) || CHR(10), CHR(10)), CHR(10) || CHR(13), '  '), CHR(92), CHR(92) || CHR(92)), '"', CHR(92) || '"') || '"'
  END AS NAME,
  CASE
    WHEN TRANSLATE(category, ',"' || CHR(10) || CHR(13), '') = category THEN category
    ELSE '"' || REPLACE(REPLACE(TRANSLATE(REPLACE(category, CHR(13) || CHR(10), CHR(10)), CHR(10) || CHR(13), '  '), CHR(92), CHR(92) || CHR(92)), '"', CHR(92) || '"') || '"'
  END AS CATEGORY_L1,
  CASE
    WHEN TRANSLATE(style, ',"' || CHR(10) || CHR(13), '') = style THEN style
    ELSE '"' || REPLACE(REPLACE(TRANSLATE(REPLACE(style, CHR(13) || CHR(10), CHR(10)), CHR(10) || CHR(13), '  '), CHR(92), CHR(92) || CHR(92)), '"', CHR(92) || '"') || '"'
  END AS STYLE,
  CASE
    WHEN TRANSLATE(description, ',"' || CHR(10) || CHR(13), '') = description THEN description
    ELSE '"' || REPLACE(REPLACE(TRANSLATE(REPLACE(description, CHR(13) || CHR(10), CHR(10)), CHR(10) || CHR(13), '  '), CHR(92), CHR(92) || CHR(92)), '"', CHR(92) || '"') || '"'
  END AS PRODUCT_DESCRIPTION,
  price AS PRICE
FROM item_values;

CREATE OR REPLACE TEMPORARY VIEW training_user AS
SELECT
  CASE
    WHEN TRANSLATE(id, ',"' || CHR(10) || CHR(13), '') = id THEN id
    ELSE '"' || REPLACE(REPLACE(TRANSLATE(REPLACE(id, CHR(13) || CHR(10), CHR(10)), CHR(10) || CHR(13), '  '), CHR(92), CHR(92) || CHR(92)), '"', CHR(92) || '"') || '"'
  END AS USER_ID,
  CASE
    WHEN TRANSLATE(username, ',"' || CHR(10) || CHR(13), '') = username THEN username
    ELSE '"' || REPLACE(REPLACE(TRANSLATE(REPLACE(username, CHR(13) || CHR(10), CHR(10)), CHR(10) || CHR(13), '  '), CHR(92), CHR(92) || CHR(92)), '"', CHR(92) || '"') || '"'
  END AS USER_NAME,
  age AS AGE,
  CASE
    WHEN TRANSLATE(gender, ',"' || CHR(10) || CHR(13), '') = gender THEN gender
    ELSE '"' || REPLACE(REPLACE(TRANSLATE(REPLACE(gender, CHR(13) || CHR(10), CHR(10)), CHR(10) || CHR(13), '  '), CHR(92), CHR(92) || CHR(92)), '"', CHR(92) || '"') || '"'
  END AS GENDER
FROM user_values;
