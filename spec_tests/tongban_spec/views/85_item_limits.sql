-- 办结时限 · the limit of each version of an item in working days. Where regions differ (that is a
-- matter of CAT-4) the longest counts.
SELECT item_code, item_version, max(limit_working_days) AS days
FROM items
GROUP BY item_code, item_version
