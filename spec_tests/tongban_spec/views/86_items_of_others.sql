-- 非政府部门的事项 · items that a bank, a hospital or the like decides and no government department:
-- they take part in matters, and what binds departments does not bind them.
SELECT DISTINCT item_code, item_version
FROM items
WHERE NOT government
