"""Object-centric event logs, OCEL 2.0 (对象中心事件日志), in all three forms of the standard.

``object_log`` holds a whole log of any origin in a database, whatever its vocabulary;
``json_file``, ``xml_file``, ``sqlite_file`` and ``sqlite_writing`` read and write it without loss;
``constraints`` judges the relational form by the standard's 24 constraints; ``vocabulary`` carries
our tables into a log and back.

Reference: A. Berti et al., OCEL (Object-Centric Event Log) 2.0 Specification, 2023.
"""
