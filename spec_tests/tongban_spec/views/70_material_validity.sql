-- 材料有效期 · how long a copy of a material is valid after it was handed in, in microseconds:
-- null is without limit, 0 for one application only. Of several claims the shortest counts.
SELECT material_kind, min(validity_days) * 86400000000 AS validity_us
FROM material_kinds
GROUP BY material_kind
