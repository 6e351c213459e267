"""The specification test suite for integrated government services (政务服务一体化规范测试套件)."""

__version__ = "0.1.0"
