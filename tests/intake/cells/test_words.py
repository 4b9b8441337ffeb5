"""Grades, channels, modes, outcomes, statuses."""

from typing import Any

import pytest

from pipeline.intake.cells import Cell
from pipeline.vocabulary import CHANNELS, MODES, OUTCOMES, STATUSES
from tests.intake.cells.reading_rows import read, row

NOTHING: dict[str, object] = {}


@pytest.mark.parametrize(
    ("cell", "grade"),
    [
        row("A", "A"), row("A类", "A"), row("A级", "A"), row("Ａ", "A", name="full width"), row("a", "A"),
        row("A-高意向", "A"), row("A1", "A"), row("H", "A"), row("B", "B"), row("C", "C"), row("D", "C"),
        row(1, "A", name="1"), row(2.0, "B", name="2"), row("3", "C"), row("高", "A"), row("中", "B"), row("低", "C"),
        row("★★★", "A"), row("★★", "B"), row("★", "C"), row("★★★☆☆", "B"), row("★★★★☆", "A"),
        row("90%", "A"), row(0.9, "A", name="90 % as a number"), row("80%", "A"), row("79%", "B"), row("50%", "B"),
        row("49%", "C"), row("重点", "A"), row("Warm", "B"),
    ],
)  # fmt: skip
def test_stated_grade(cell: Cell, grade: str) -> None:
    assert read("stated_grade", cell) == {"stated_grade": grade}


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        row("无效", {"status": "invalid"}),
        row("战败", {"status": "not_now"}),
        row("A/B", {"code": "grade-unknown"}),
        row("X", {"code": "grade-unknown"}),
        row("-", NOTHING),
    ],
)
def test_what_stands_in_a_grade_column_besides(cell: Cell, expected: dict[str, Any]) -> None:
    assert read("stated_grade", cell) == expected


def test_marks_of_a_column_that_goes_beyond_three() -> None:
    assert read("stated_grade", "★★★", scale=5) == {"stated_grade": "B"}
    assert read("stated_grade", "2", scale=5) == {"code": "grade-unknown"}


CHANNEL_WORDS = {
    "walk_in": "自然到访 自来客 路过", "phone_in": "来电 400", "douyin": "抖音 抖音留资 抖音直播", "kuaishou": "快手",
    "xiaohongshu": "小红书 小紅書", "wechat_video": "视频号", "official_account": "公众号", "moments": "朋友圈",
    "baidu": "百度", "anjuke": "安居客", "58": "58同城 58", "beike": "贝壳", "lianjia": "链家", "5i5j": "我爱我家",
    "centaline": "中原", "fang": "房天下", "leju": "乐居", "broker": "渠道 分销 中介带看",
    "everyone_sells": "全民营销",
    "referral": "老带新 老业主推荐", "friend": "朋友介绍", "staff": "员工推荐", "outdoor": "户外广告 围挡",
    "elevator": "电梯广告", "flyer": "派单", "outreach": "外拓", "mall": "商超", "expo": "房展会", "sms": "短信",
    "telemarketing": "电call 电销 電銷", "press": "夹报 夾報", "591": "591", "rakuya": "樂屋 乐屋网",
}  # fmt: skip


@pytest.mark.parametrize(
    ("word", "channel"),
    [row(word, channel) for channel, words in CHANNEL_WORDS.items() for word in words.split()],
)
def test_channel(word: str, channel: str) -> None:
    assert read("channel", word) == {"channel": channel, "lead_source": word}


def test_every_channel_has_a_spelling() -> None:
    assert set(CHANNEL_WORDS) == set(CHANNELS) - {"unknown"}


@pytest.mark.parametrize(
    ("word", "channel"),
    [
        row("抖音/安居客", "douyin", name="the first of two"),
        row("安居客、抖音", "anjuke", name="the first of two, again"),
        row("渠道-贝壳", "beike", name="渠道 says only what sort"),
        row("分销（链家）", "lianjia"),
        row("线上/抖音", "douyin"),
        row("Instagram", "Instagram", name="as typed"),
    ],
)
def test_channels_of_more_words(word: str, channel: str) -> None:
    told = read("channel", word)
    assert (told["channel"], told["lead_source"]) == (channel, word)
    assert told.get("code", "") == ("channel-unknown" if channel not in CHANNELS else "")


def test_the_offices_own_channel_words_count_first() -> None:
    assert read("channel", "地铁站", channels={"地鐵站": "outdoor"})["channel"] == "outdoor"


@pytest.mark.parametrize(
    ("word", "mode", "direction"),
    [
        row("来电", "phone", "inbound"), row("去电", "phone", "outbound"), row("电访", "phone", ""),
        row("电联", "phone", ""), row("微信", "wechat", ""), row("企微", "wechat", ""), row("短信", "sms", ""),
        row("簡訊", "sms", ""), row("面谈", "meeting", ""), row("来访", "visit", "inbound"),
        row("到访", "visit", "inbound"), row("首访", "visit", "inbound"), row("复访", "visit", "inbound"),
        row("带看", "visit", ""), row("上门", "visit", ""), row("邀约", "phone", ""), row("WeChat", "wechat", ""),
        row("Site Visit", "visit", "inbound"), row("Outbound Call", "phone", "outbound"),
        row("呼入", "phone", "inbound"),
        row("inbound", "", "inbound"), row("email", "email", ""),
    ],
)  # fmt: skip
def test_mode(word: str, mode: str, direction: str) -> None:
    stated = {"mode": mode, "direction": direction}
    assert read("mode", word) == {name: value for name, value in stated.items() if value}


@pytest.mark.parametrize("word", ["来电/来访", "传真", "回访"])
def test_several_or_unknown_modes_are_not_guessed(word: str) -> None:
    assert read("mode", word) == {"code": "mode-unknown"}


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        row("呼入", {"direction": "inbound"}), row("呼出", {"direction": "outbound"}),
        row("Outgoing", {"direction": "outbound"}), row("到访", {"direction": "inbound", "mode": "visit"}),
        row("左", {"code": "choice-unknown"}),
    ],
)  # fmt: skip
def test_direction(word: str, expected: dict[str, Any]) -> None:
    assert read("direction", word) == expected


NOT_NOW, INVALID, DISTURBED = {"status": "not_now"}, {"status": "invalid"}, {"opt_out_modes": "phone|sms"}


@pytest.mark.parametrize(
    ("word", "outcome", "besides"),
    [
        row("已接通", "connected", NOTHING), row("未接", "no_answer", NOTHING), row("无人接听", "no_answer", NOTHING),
        row("無人接聽", "no_answer", NOTHING), row("未接通", "no_answer", NOTHING),
        row("关机", "switched_off", NOTHING),
        row("停机", "invalid_number", NOTHING), row("空号", "invalid_number", NOTHING), row("占线", "busy", NOTHING),
        row("拒接", "rejected", NOTHING), row("秒挂", "rejected", NOTHING), row("稍后联系", "call_back", NOTHING),
        row("已加微信", "wechat_added", NOTHING), row("已约到访", "visit_agreed", NOTHING),
        row("已接通，已约到访", "visit_agreed", NOTHING), row("非本人", "wrong_person", NOTHING),
        row("无意向", "not_interested", NOT_NOW), row("已购他处", "bought_elsewhere", NOT_NOW),
        row("同行", "agent", INVALID), row("勿扰", "do_not_disturb", DISTURBED),
        row("DNC", "do_not_disturb", DISTURBED),
        row("已回复", "replied", NOTHING), row("未回复", "no_reply", NOTHING), row("No answer", "no_answer", NOTHING),
        row("Not interested", "not_interested", NOT_NOW), row("voicemail", "no_answer", NOTHING),
    ],
)  # fmt: skip
def test_outcome(word: str, outcome: str, besides: dict[str, str]) -> None:
    assert read("outcome", word) == {"outcome": outcome, **besides}


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        row("已到访", {"status": "initial"}, name="a status word"),
        row("战败", NOT_NOW),
        row("跟进中", NOTHING),
        row("未接，已加微信", {"code": "outcome-unknown"}, name="two are not guessed"),
        row("不同行", {"code": "outcome-unknown"}, name="a negation nobody listed"),
    ],
)
def test_outcomes_that_are_none(word: str, expected: dict[str, Any]) -> None:
    assert read("outcome", word) == expected


STATUS_WORDS = {
    "initial": "初步了解 已到访 Visited", "needs_clear": "需求明确 Qualified", "comparing": "对比选择 Negotiation",
    "strong_intent": "意向强烈 已认筹 已認籌", "deposit_pending": "待付定金 已认购 Booking",
    "closed": "已成交 已签约 Sold",
    "not_now": "暂不考虑 流失 战败 Lost", "invalid": "无效 同行 Unqualified", "cancelled": "退房 退戶",
    "": "跟进中 新增 公海 未成交 未到访 Contacted New Lead",
}  # fmt: skip


@pytest.mark.parametrize(
    ("word", "status"),
    [row(word, status) for status, words in STATUS_WORDS.items() for word in words.split()],
)
def test_status(word: str, status: str) -> None:
    assert read("status", word) == ({"status": status} if status else NOTHING)


@pytest.mark.parametrize(("word", "status"), [row("Closed Won", "closed"), row("Closed Lost", "not_now")])
def test_statuses_of_two_words(word: str, status: str) -> None:
    assert read("status", word) == {"status": status}


def test_a_status_nobody_knows_is_told_by_its_word() -> None:
    assert read("status", "三级跳") == {"code": "status-unknown"}


@pytest.mark.parametrize(
    ("field", "words"),
    [("mode", MODES), ("outcome", OUTCOMES), ("status", STATUSES), ("channel", CHANNELS[:-1])],
)
def test_our_own_words_come_back_as_they_went(field: str, words: tuple[str, ...]) -> None:
    assert [read(field, word).get(field) for word in words] == list(words)
