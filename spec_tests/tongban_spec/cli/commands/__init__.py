"""The commands of ``tongban-spec`` (各命令): one file each."""
