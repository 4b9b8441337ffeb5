"""Whether a word beside a telephone number is somebody's name."""

import re
from typing import Final

from pipeline.intake.cells.text import folded

_SURNAMES: Final = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹"
    "孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁"
    "尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳欧阳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫"
    "费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝"
)
_COMPOUND: Final = (
    "欧阳",
    "司马",
    "上官",
    "诸葛",
    "司徒",
    "东方",
    "皇甫",
    "尉迟",
    "公孙",
    "慕容",
    "令狐",
    "夏侯",
)
_TITLE: Final = re.compile(r"(.{1,4}?)(?:先生|女士|小姐|太太|老师|总|姐|哥|阿姨|叔叔?|经理|老板|董|工)")
_NO_NAME: Final = re.compile(
    r"[打接号电微信机天时点联话班用客房便静峰末别空期备码来本人白晚早午]|^(?:安居|贝壳|成交|全款|包括|任何|时间|关注|路过)"
)
_LATIN: Final = re.compile(r"[A-Z][a-z]+(?: [A-Z][a-z]+)*")
_LATIN_NOTES: Final = frozenset(
    {
        "tel",
        "phone",
        "mobile",
        "cell",
        "home",
        "office",
        "work",
        "wechat",
        "ext",
        "fax",
        "same",
        "call",
        "after",
        "before",
        "only",
    }
)


def is_persons_name(word: str) -> bool:
    """A surname with a title (王先生, 李总), a plausible full name, capitalised Latin words; no other note."""
    if _LATIN.fullmatch(word):
        return not _LATIN_NOTES.intersection(word.lower().split())
    text = folded(word)
    titled = _TITLE.fullmatch(text)
    bare = titled[1] if titled else text
    compound = bare.startswith(_COMPOUND)
    if not re.fullmatch(r"[\u4e00-\u9fff]+", bare) or not (compound or bare[0] in _SURNAMES):
        return False
    if titled:
        return len(bare) <= (4 if compound else 3)
    return len(bare) in ((3, 4) if compound else (2, 3)) and not _NO_NAME.search(bare)
