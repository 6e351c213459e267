"""The checks in a vendor's own database (厂商自己的数据库): PostgreSQL and Spark, by sqlglot."""
