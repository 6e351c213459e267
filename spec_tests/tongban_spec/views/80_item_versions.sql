-- 事项版本 · when each version of an item is in force in a region: from from_us until before
-- until_us (null: still). A version ends when it is withdrawn or, if no withdrawal is on record,
-- when the next version is published in the same region. from_us null: publication is not on record.
-- base_code: the code that all regions share; an implementation code ends with it.
SELECT
    item_code, item_version, region, name, applicant_kind, limit_working_days, fee,
    CASE WHEN length(item_code) = 31 THEN substr(item_code, 20) ELSE item_code END AS base_code,
    published_at_us AS from_us,
    coalesce(
        withdrawn_at_us,
        lead(published_at_us) OVER (
            PARTITION BY item_code, region, published_at_us IS NULL
            ORDER BY published_at_us, item_version
        )
    ) AS until_us
FROM items
