"""The points (要点): the four of the essay, and the purpose of them all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from tongban_spec.events_shapes import Term, terms
from tongban_spec.language import Text

PointId = Literal["CAT", "PRO", "DAT", "HAL", "SRV"]
Profile = Literal["catalogue", "online", "exchange", "hall", "province"]


@dataclass(frozen=True, slots=True)
class Point:
    """One point of the essay (要点).

    Parameters
    ----------
    id : {"CAT", "PRO", "DAT", "HAL", "SRV"}
        What the ids of its requirements begin with; in small letters its folder.
    title : Text
    about : Text
        What it asks for, in one line.
    essay : str
        Its number in the essay; several with ``, ``.
    """

    id: PointId
    title: Text
    about: Text
    essay: str

    @property
    def folder(self) -> str:
        """The folder of its requirements."""
        return self.id.lower()


POINTS: Mapping[PointId, Point] = MappingProxyType(
    {
        point.id: point
        for point in (
            Point(
                "CAT",
                Text("应上尽上", "online to the full"),
                Text("凡能上网的都上网", "everything that can be online is online"),
                "1",
            ),
            Point(
                "PRO",
                Text("省级统筹", "provincial coordination"),
                Text("一省一平台", "one province, one platform"),
                "2",
            ),
            Point(
                "DAT",
                Text("数据共享", "shared data"),
                Text("数据多跑路，群众少跑腿", "data travels, people do not"),
                "3",
            ),
            Point(
                "HAL",
                Text("虚实结合", "hall and network"),
                Text("大厅与网络合一", "hall and network are one"),
                "4",
            ),
            Point(
                "SRV",
                Text("办成事", "the service is given"),
                Text("服务真的办成", "and the service is really given"),
                "1, 3, 4",
            ),
        )
    }
)
PROFILES: tuple[Term, ...] = terms(
    catalogue=("目录类", "catalogue"),
    online=("网办类", "online services"),
    exchange=("数据共享类", "exchange of data"),
    hall=("大厅类", "halls"),
    province=("全省类：全部要求", "province: every requirement"),
)
