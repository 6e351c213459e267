"""What the checks of ``codes`` say about a wrong code (编码检查的说明)."""

from tongban_spec.language import Text

CITIZEN_SHAPE = Text(
    "公民身份号码“{seen}”应为18位：17位数字加校验码（数字或大写X）",
    "citizen id {seen!r}: 17 digits and a check digit (a digit or a capital X) are wanted",
)
CITIZEN_DATE = Text(
    "公民身份号码“{seen}”第7至14位“{part}”不是日期（年月日）",
    "citizen id {seen!r}: digits 7 to 14, {part!r}, are no date (YYYYMMDD)",
)
CITIZEN_CHECK = Text(
    "公民身份号码“{seen}”校验码不对，应为“{right}”；请核对号码",
    "citizen id {seen!r}: the check digit should be {right!r}; compare it with the document",
)
CREDIT_SHAPE = Text(
    "统一社会信用代码“{seen}”应为18位：前8位数字，后10位数字或大写字母（不用I、O、S、V、Z）",
    "social credit code {seen!r}: 8 digits, then 10 digits or capitals except I, O, S, V, Z",
)
CREDIT_CHECK = Text(
    "统一社会信用代码“{seen}”校验码不对，应为“{right}”；请核对代码",
    "social credit code {seen!r}: the check character should be {right!r}; compare it with the"
    " document",
)
BASE_SHAPE = Text("基本编码“{seen}”应为12位数字", "base code {seen!r}: 12 digits are wanted")
IMPLEMENTATION_SHAPE = Text(
    "实施编码“{seen}”应为31位：统一社会信用代码18位、层级1位（1至6）、基本编码12位",
    "implementation code {seen!r}: 31 characters are wanted: social credit code 18, level 1"
    " (1 to 6), base code 12",
)
LICENCE_SHAPE = Text(
    "电子证照标识“{seen}”应为 1.2.156.3005.2.类型(21位).颁发机构.流水号.版本(3位数字).校验位，"
    "只用数字和大写字母",
    "licence identifier {seen!r}: wanted is 1.2.156.3005.2.TYPE(21).ISSUER.SERIAL.VERSION(3"
    " digits).CHECK in digits and capitals",
)
LICENCE_CHECK = Text(
    "电子证照标识“{seen}”校验位不对，应为“{right}”",
    "licence identifier {seen!r}: the check character should be {right!r}",
)
WITHIN = Text("“{seen}”之中：{inner}", "within {seen!r}: {inner}")
