-- 平台的声明，数字另列 · what the platform declares, as text and as a number (null if it is none)
SELECT name, value, TRY_CAST(value AS DOUBLE) AS number
FROM declared
