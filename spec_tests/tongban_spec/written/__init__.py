"""YAML files that people write (手写文件): read safely, with the place of every word."""
