-- 相关区划 · pairs of regions of which one contains the other (a region and itself too): 330402 lies
-- in 330400, that in 330000, and everything in 000000. What is in force in the one concerns the other.
WITH regions AS (
    SELECT region FROM events WHERE region IS NOT NULL
    UNION SELECT split_part(authority, '@', 2) FROM events WHERE authority LIKE '%@%'
    UNION SELECT region FROM places
    UNION SELECT region FROM items
    UNION SELECT region FROM item_materials
),

upward AS (
    SELECT region, region AS other FROM regions
    UNION SELECT region, substr(region, 1, 4) || '00' FROM regions
    UNION SELECT region, substr(region, 1, 2) || '0000' FROM regions
    UNION SELECT region, '000000' FROM regions
)

SELECT u.region, u.other
FROM upward AS u
INNER JOIN regions AS r ON r.region = u.other
UNION
SELECT u.other, u.region
FROM upward AS u
INNER JOIN regions AS r ON r.region = u.other
