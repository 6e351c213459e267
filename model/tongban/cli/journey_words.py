"""What happens on a journey, in words (经过用语), by the act of an operation's meaning."""

from __future__ import annotations

from tongban.journeys.giving_up import REASONS
from tongban_spec.language import Text

WORDS: dict[str, Text] = {
    "need": Text("想办这件事", "the need arises"),
    "trip": Text("出门去柜台", "goes to the counter"),
    "way_home": Text("回家", "goes home"),
    "wrong_window": Text("排错了窗口，白排一次", "queues at a wrong window"),
    "redirected": Text("被指到别处", "is sent elsewhere"),
    "asks_nearby": Text(
        "先在就近大厅问“{department}”的窗口", "asks at the nearest hall, {department}"
    ),
    "at_issuer": Text("在{department}开{material}", "asks {department} for: {material}"),
    "proof_issued": Text("拿到{material}", "gets: {material}"),
    "proof_registered": Text("{material}同时入库", "it is entered in the library: {material}"),
    "proof_refused": Text(
        "{department}不给开{material}", "{department} will not issue: {material}"
    ),
    "wait_for": Text("等{material}开好", "waits for: {material}"),
    "prepare": Text("准备{material}", "makes ready: {material}"),
    "log_in": Text("注册登录", "logs in"),
    "fill_in": Text("网上填报“{item}”", "fills in online: {item}"),
    "online_failed": Text("网上没办成，去窗口重来", "fails online and begins again at the hall"),
    "started_again": Text("“{item}”从头再来", "begins again: {item}"),
    "channel_changed": Text("换个渠道接着办", "goes on in the other channel"),
    "posted": Text("邮寄途中", "in the post"),
    "called_in": Text("被通知到场核验原件", "is told to come with the originals"),
    "hand_in": Text("在窗口申请“{item}”", "applies at the window: {item}"),
    "submit": Text("交出：{material}", "hands in: {material}"),
    "present": Text(
        "库里已有电子证照，免交：{material}", "in the library, not handed in: {material}"
    ),
    "fetch": Text("系统调取：{material}", "fetched by the system: {material}"),
    "carried": Text("平台带来：{material}", "brought by the platform: {material}"),
    "notice": Text(
        "被告知缺漏：{material}", "is told that something is missing or wrong: {material}"
    ),
    "recertify": Text("外地的{material}不认", "not recognised from elsewhere: {material}"),
    "sent_back": Text("被退回补正", "is sent back"),
    "repair": Text("补正{material}", "mends: {material}"),
    "precheck": Text("预审“{item}”", "looks through the application: {item}"),
    "accepted": Text("“{item}”被受理", "accepted: {item}"),
    "accepted_by_silence": Text("“{item}”逾期未告知，视为受理", "accepted by silence: {item}"),
    "circulation": Text("材料流转到“{step}”", "the file travels to: {step}"),
    "key_in": Text("重新录入“{item}”", "keys in again: {item}"),
    "review": Text("办理“{step}”", "works on: {step}"),
    "handed_over": Text("“{item}”的材料移交到下一个部门", "the papers go to the next: {item}"),
    "served": Text("在窗口办“{item}”", "is served at the window: {item}"),
    "decide": Text("对“{item}”作出决定", "decides: {item}"),
    "deliver": Text("拿到结果：{material}", "has the result: {material}"),
    "stuck": Text("陷入循环：没有{material}", "caught in a circle: no {material}"),
    "special_handling": Text("特事特办：{material}", "somebody high up decides about: {material}"),
    "helped": Text("在窗口由人帮着网上申请“{item}”", "is helped online at the window: {item}"),
    "gave_up": Text("放弃（{basis}）", "gives up ({basis})"),
}

# One line for several of them, however many papers or items there are.
MERGED = ("submit", "present", "fetch", "carried", "notice", "repair", "deliver", "accepted",
          "handed_over", "recertify")  # fmt: skip
# Done by the department without the applicant.
DESK = ("precheck", "circulation", "key_in", "review", "decide")
HOME, ONLINE = Text("家里", "at home"), Text("网上", "online")
_PLATFORM, _WAY = Text("平台", "platform"), Text("路上", "on the way")
PLACES: dict[str, Text] = {
    "need": HOME,
    "prepare": HOME,
    "wait_for": HOME,
    "channel_changed": HOME,
    "called_in": HOME,
    "trip": _WAY,
    "way_home": _WAY,
    "present": _PLATFORM,
    "fetch": _PLATFORM,
    "carried": _PLATFORM,
}
# Why a matter is given up, by the log's basis.
REASON_WORDS: dict[str, Text] = {
    REASONS["trips"]: Text("跑了太多趟", "too many trips"),
    REASONS["queue"]: Text("队排得太久", "the queue was too long"),
    REASONS["login"]: Text("网上登录不成", "no login worked"),
}
