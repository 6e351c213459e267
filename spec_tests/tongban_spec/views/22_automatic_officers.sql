-- 自动办理者：所声明的机器名称 · machines by the names that the platform declares: what acts under
-- such a name is no person.
SELECT DISTINCT trim(officer) AS officer
FROM (
    SELECT unnest(string_split(value, ';')) AS officer
    FROM declared
    WHERE name = 'automatic_officers'
) AS listed
WHERE trim(officer) <> ''
