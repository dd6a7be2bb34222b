-- What the job needs of DuckDB beside the tables: numbers, names, codes and
-- dates as people write them.  Yes and no are 1 and 0, 2 does not apply, 3 is
-- not known; to expressions, what is above 1 is NULL.
CREATE MACRO known(answer) AS CASE WHEN answer < 2 THEN answer::INTEGER END;

-- One of 一 to 九 before the word of a power of ten, as a number.
CREATE MACRO figure(word, power) AS
    strpos('一二三四五六七八九', regexp_extract(word, '(.)' || power, 1))
    * (word LIKE '%' || power || '%')::INT;

CREATE MACRO numeral(word) AS CASE WHEN word = '零' THEN 0 ELSE
    1000 * figure(word, '千') + 100 * figure(word, '百')
    + CASE WHEN word LIKE '十%' THEN 10 ELSE 10 * figure(word, '十') END
    + CASE WHEN regexp_matches(word, '[一二三四五六七八九]$')
        THEN strpos('一二三四五六七八九', right(word, 1)) ELSE 0 END END;

CREATE MACRO number_of(text, about_is_known, none_is_zero) AS CASE
    WHEN text = '无' THEN CASE WHEN none_is_zero THEN 0.0 END
    WHEN regexp_full_match(text, '[0-9]+(,[0-9]{3})*(\.[0-9]+)?万?(户|人|个|栋|次|处|件|株|种|平方米|平米|㎡|m2)?([次种]以上|次?[(].*[)])?')
        THEN TRY_CAST(replace(regexp_extract(text, '^([0-9,]+(\.[0-9]+)?)', 1), ',', '') AS DOUBLE)
            * CASE WHEN text LIKE '%万%' THEN 10000 ELSE 1 END
    WHEN regexp_full_match(text, '(≥|不少于)[0-9]+次?')
        THEN TRY_CAST(regexp_extract(text, '([0-9]+)', 1) AS DOUBLE)
    WHEN about_is_known AND regexp_full_match(text, '约[0-9]+|[0-9]+左右')
        THEN TRY_CAST(regexp_extract(text, '([0-9]+)', 1) AS DOUBLE)
    WHEN regexp_full_match(text, '[零一二两贰三四五六七八九十百千]+次?')
        THEN numeral(translate(replace(text, '次', ''), '两贰', '二二')) END;

CREATE MACRO number_in(text, about_is_known, none_is_zero) AS CASE
    WHEN text IS NULL OR text = '/' THEN NULL
    ELSE number_of(regexp_replace(translate(text, '０１２３４５６７８９．，（）', '0123456789.,()'),
        '[\s\x{00A0}\x{3000}\x{200B}]', '', 'g'), about_is_known, none_is_zero) END;

CREATE MACRO stem(name) AS regexp_replace(regexp_replace(
    regexp_replace(name, '[\s\x{3000}\x{00A0}]|（[^）]*）|^[0-9]+、', '', 'g'),
    '居民委员会$|居委会$', ''), '社区$', '');

-- '' where the code is lost and the name decides, 'x' where it is another's.
CREATE MACRO code_of(text) AS CASE
    WHEN regexp_full_match(text, '23[0-9]{10}') AND text NOT LIKE '%000' THEN text
    WHEN regexp_full_match(text, '2\.3[0-9]{10}[Ee]\+?11') THEN '2' || substr(text, 3, 11)
    WHEN regexp_full_match(text, '23[0-9]{10}([0-9]{3}|[0-9]{5})') THEN left(text, 12)
    WHEN text IS NULL OR text = '' OR regexp_full_match(text, '2\.?3[0-9]*([Ee]\+?11)?') THEN ''
    ELSE 'x' END;

CREATE MACRO code_in(text) AS CASE WHEN text IS NULL THEN '' ELSE
    code_of(regexp_replace(regexp_replace(translate(text, '０１２３４５６７８９', '0123456789'),
        '[\s=\"''’,-]', '', 'g'), '\.0*$', '')) END;

CREATE MACRO day_in(text) AS COALESCE(TRY_CAST(text AS DATE), TRY_CAST(TRY_STRPTIME(
    regexp_extract(text, '^([0-9]{4}[-/.年]?[0-9]{1,2}[-/.月]?[0-9]{1,2})', 1),
    ['%Y/%m/%d', '%Y.%m.%d', '%Y年%m月%d', '%Y%m%d', '%Y-%m-%d']) AS DATE));
