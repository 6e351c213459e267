-- 可答的链路 · for each request for a material, the data links that could have answered it at that
-- moment: in use for the kind of department that asks, and not down. The library is none of them: it
-- answers only for what it holds (licence_holdings, submissions).
WITH requests AS (
    SELECT
        seq, at_us, material_kind,
        CASE WHEN strpos(authority, '@') > 0
            THEN substr(authority, 1, strpos(authority, '@') - 1) END AS asker
    FROM events
    WHERE kind IN ('material_requested', 'notice_issued', 'verification_requested')
        AND material_kind IS NOT NULL
)

SELECT r.seq, l.link_id
FROM requests AS r
INNER JOIN links AS l
    ON l.material_kind = r.material_kind AND (l.asker = r.asker OR l.asker = '*')
    AND l.link_id <> 'library'
    AND l.from_us <= r.at_us AND (l.until_us IS NULL OR r.at_us < l.until_us)
LEFT JOIN link_outages AS o
    ON o.link_id = l.link_id AND o.down_us <= r.at_us
    AND (o.up_us IS NULL OR r.at_us < o.up_us)
WHERE o.link_id IS NULL
