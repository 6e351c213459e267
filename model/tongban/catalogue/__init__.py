"""The legal graph (事项目录): matters, items, materials, codes."""
