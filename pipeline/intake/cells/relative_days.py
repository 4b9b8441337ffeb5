"""Days told from the day the file speaks for: 今天, 昨天, 上周六, 3天前, last Saturday."""

import re
from datetime import date, timedelta
from typing import Final

_DAYS: Final = {
    -3: "大前天|大前日", -2: "前天|前日|day before yesterday", -1: "昨天|昨日|昨|昨晚|昨夜|昨早|yesterday|last night",
    0: "今天|今日|当天|当日|本日|今|今早|今晨|今晚|刚才|刚刚|today|now|just now|tonight|this morning|this afternoon",
    1: "明天|明日|明|明早|明晚|tomorrow", 2: "后天|后日|day after tomorrow", 3: "大后天",
}  # fmt: skip
_WORDS: Final = {word: shift for shift, words in _DAYS.items() for word in words.split("|")}
_WEEK: Final = {
    "上上": -2, "上": -1, "last": -1, "本": 0, "这": 0, "这个": 0, "this": 0, "下": 1, "next": 1, "下下": 2,
}  # fmt: skip
_WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_CHINESE_WEEKDAY: Final = re.compile(r"(上上|下下|上|本|这|下)?个?(?:周|星期|礼拜)([1-7日天])")
_ENGLISH_WEEKDAY: Final = re.compile(rf"(?:(last|this|next) )?({'|'.join(_WEEKDAYS)})[a-z]*")
_AGO: Final = re.compile(
    r"(\d{1,3})(天|日|周|个?星期|个?礼拜)(?:之|以)?(前|后)|(\d{1,3}) (day|week)s? ago|in (\d{1,3}) (day|week)s?"
)
WEEKDAY_NOTE: Final = re.compile(
    r"[ ,(]*(?:周|星期|礼拜)[一二三四五六日天1-6]\)?$|^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[ ,.]+(?=[a-z0-9])"
)


def read_relative(text: str, spoken: date, is_future: bool) -> date | None:
    """The day meant, None for any other text. Weeks begin on Monday; 周六 alone is the last one, or for something
    planned the next one, the file's own day included."""
    if text in _WORDS:
        return spoken + timedelta(days=_WORDS[text])
    if ago := _AGO.fullmatch(text):
        return spoken + timedelta(days=_shift(ago))
    if chinese := _CHINESE_WEEKDAY.fullmatch(text):
        weekday = 6 if chinese[2] in "7日天" else int(chinese[2]) - 1
        return _weekday(chinese[1], weekday, spoken, is_future)
    if english := _ENGLISH_WEEKDAY.fullmatch(text):
        return _weekday(english[1], _WEEKDAYS.index(english[2]), spoken, is_future)
    return None


def _shift(ago: re.Match[str]) -> int:
    figure, unit, side, english, english_unit, ahead, ahead_unit = ago.groups()
    days = int(figure or english or ahead)
    is_weeks = (unit or english_unit or ahead_unit) not in {"天", "日", "day"}
    return days * (7 if is_weeks else 1) * (1 if side == "后" or ahead else -1)


def _weekday(week: str | None, weekday: int, spoken: date, is_future: bool) -> date:
    if week is None:
        away = (weekday - spoken.weekday()) % 7
        return spoken + timedelta(days=away if is_future else away - 7 if away else 0)
    monday = spoken - timedelta(days=spoken.weekday())
    return monday + timedelta(weeks=_WEEK[week], days=weekday)
