"""tongban 通办: a simulator of integrated government services (政务服务一体化仿真)."""

__version__ = "0.1.0"
