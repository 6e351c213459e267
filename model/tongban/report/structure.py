"""Structural assumptions (结构假设): what the model takes for granted, whatever the numbers."""

from __future__ import annotations

from tongban_spec.language import Text

STRUCTURE = (
    Text(
        "结构假设：申请的人最后都获准；驳回与复议、诉讼不在模型之内。",
        "Structure: everybody who applies is granted in the end; refusals and appeals are not "
        "modelled.",
    ),
    Text(
        "结构假设：要向签发单位取的材料，一律到有管辖权的县区取。",
        "Structure: papers obtained from an issuer are obtained at the competent county.",
    ),
    Text(
        "结构假设：督办不用人手，只排先后、催流转；国家级部门不受督办；人手做不完的照样超期。",
        "Structure: supervision takes nobody's time, it orders queues and hurries files; national "
        "offices are not supervised; what the staff cannot do in time is late all the same.",
    ),
    Text(
        "结构假设：电子结果不必领取；不会上网的人会被告知，可以请人打印。",
        "Structure: an electronic result needs no collecting; people without digital means are "
        "told and can have it printed.",
    ),
    Text(
        "结构假设：网上申请由窗口人员在两位来客之间查看；不设接办分离的窗口，谁空谁办，窗口人员在先，"
        "不看类别，一样快：HAL-5 的违反率因此偏高。",
        "Structure: window staff look through online applications between visitors; where "
        "reception is not apart, whoever is free takes what comes, window staff first and of "
        "whatever class, and is no slower: the rate at which HAL-5 is breached is a high one.",
    ),
    Text(
        "结构假设：加班在下班时按当天决定，不计每月 36 小时的上限，人不会累。",
        "Structure: overtime is decided at closing for the day; the law's 36 hours a month are "
        "not watched, and nobody tires.",
    ),
    Text(
        "结构假设：措施的力度是覆盖到的事物的占比，不是下的功夫；先覆盖哪些与优劣无关。",
        "Structure: strength is a share of things covered, not of effort; which come first has "
        "nothing to do with how much they matter.",
    ),
)
