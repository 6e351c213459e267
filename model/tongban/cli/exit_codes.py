"""Exit codes (退出码), once: for ``--help``, for ``explain exit-codes`` and for the door."""

from __future__ import annotations

from tongban_spec.language import Text

DONE, FAULT, USAGE, SCENARIO, OUTPUT, STOPPED = 0, 1, 2, 3, 4, 130

EXIT_CODES: dict[int, Text] = {
    DONE: Text("完成", "done"),
    FAULT: Text(
        "程序自身的错误，或机器中止了它（内存不足、工作进程被结束）",
        "a fault of ours, or the machine stopped us (no memory, a worker process was ended)",
    ),
    USAGE: Text(
        "命令写错，或输出文件夹不能用（非空、无写权限）",
        "the command is wrong, or its output folder cannot be used (not empty, not writable)",
    ),
    SCENARIO: Text("场景文件有错", "a scenario file is wrong"),
    OUTPUT: Text(
        "结果写不出（磁盘已满等）；不留下写了一半的东西",
        "results could not be written (disk full, …); nothing half-written is left",
    ),
    STOPPED: Text(
        "被 Ctrl-C 或终止信号停止；不留下写了一半的东西",
        "stopped by Ctrl-C or a termination signal; nothing half-written is left",
    ),
}
