"""The items of the customer profile (客户信息档案): what each is called, and how sensitive it is.

Items of the classes `sensitive` and `third_person` are not kept unless configured; what nobody knows is not
kept either, since nobody can say of which class it is.
"""

import re
from typing import Final, NamedTuple

from pipeline.intake.cells.text import folded


class Item(NamedTuple):
    """`words`: pattern of a whole normalised header, or of the name of an item in a list of them."""

    item_class: str
    words: str


_CHILD: Final = "(?:子女|孩子|小孩|儿女|child(?:ren)?s?)"
_SPOUSE: Final = "(?:配偶|爱人|太太|先生|spouses?)"
_LIKED: Final = "(?:喜欢|喜爱|常去|常逛|偏爱|favou?rite)"
ITEMS: Final = {
    "sex": Item("basic", "(?:客户)?性别|sex|gender"),
    "birthday": Item(
        "basic", "(?:客户|本人|阳历|公历)?(?:生日|出生日期|出生年月日?)|birth(?:day|date)|dateofbirth|dob"
    ),
    "lunar_birthday": Item("basic", "(?:农历|阴历)生日|lunarbirthday"),
    "postal_address": Item("basic", "(?:通讯|通信|邮寄|联系|家庭)地址|邮编地址|(?:postal|mailing)address"),
    "company": Item("basic", "(?:工作|所在)单位(?:名称)?|单位名称|公司(?:名称)?|company(?:name)?|employer"),
    "company_address": Item("basic", "(?:工作|所在)?(?:单位|公司)地址|companyaddress"),
    "native_place": Item("basic", "籍贯|祖籍|老家|nativeplace|hometown"),
    "education": Item("basic", "(?:客户)?(?:学历|文化程度|教育程度|毕业院校)|education"),
    "household": Item("personal", "家庭(?:结构|人口|成员|情况)|household(?:size)?|family(?:structure|size)"),
    "marriage": Item("personal", "婚姻(?:状况|情况)?|婚否|maritalstatus|marriage"),
    "spouse_contact": Item("third_person", f"{_SPOUSE}(?:姓名|联系方式|name|contact)"),
    "spouse_education": Item("third_person", f"{_SPOUSE}(?:学历|education)"),
    "spouse_interests": Item("third_person", f"{_SPOUSE}(?:兴趣|爱好|兴趣爱好|interests?)"),
    "parents_ages": Item("third_person", "父母年龄|parentsages?"),
    "parents_interests": Item("third_person", "父母(?:兴趣|爱好|兴趣爱好)|parentsinterests?"),
    "children_birth_dates": Item("third_person", f"{_CHILD}(?:生日|出生日期|年龄|birth(?:days?|dates?)|ages?)"),
    "children_interests": Item("third_person", f"{_CHILD}(?:兴趣|爱好|兴趣爱好|interests?)"),
    "children_schools": Item("third_person", f"{_CHILD}(?:学校|就读学校|schools?)"),
    "closest_relative": Item("third_person", "(?:最亲近的?人|最亲的?亲人|至亲|closestrelative)"),
    "interests": Item("personal", "(?:个人|客户)?(?:兴趣爱好|兴趣|爱好)|hobb(?:y|ies)|interests"),
    "favourite_restaurants": Item("personal", f"{_LIKED}的?(?:餐厅|饭店|restaurants?)"),
    "favourite_shops": Item("personal", f"{_LIKED}的?(?:商场|商店|购物场所|shops?)"),
    "favourite_dishes": Item("personal", f"(?:{_LIKED}的?(?:菜|菜式|菜系|dish(?:es)?)|口味)"),
    "drinking": Item("personal", "(?:是否)?(?:喝酒|饮酒)(?:习惯)?|酒量|drinking"),
    "smoking": Item("personal", "(?:是否)?(?:抽烟|吸烟)(?:习惯)?|smoking"),
    "health": Item("sensitive", "身体(?:状况|情况)|wellbeing"),
    "travel": Item("personal", "旅游(?:爱好|喜好|经历)?|旅行|travel"),
    "associations": Item("personal", "(?:参加|加入)的?(?:社团|协会|俱乐部)|社会团体|associations?|clubs?"),
    "sociability": Item("personal", "(?:社交|交际)(?:能力|情况|圈子?)|sociability"),
    "present_home": Item("personal", "(?:现有?|目前)(?:住房|住所|住房情况|居住情况)|(?:present|current)home"),
    "present_investments": Item("personal", "(?:现有?|目前)投资(?:情况)?|(?:present|current)investments?"),
    "next_investment": Item("personal", "(?:下一步|未来)投资(?:计划)?|next(?:planned)?investment"),
    "buying_factors": Item("personal", "购房(?:关注点|考虑因素|看重什么)|buyingfactors"),
    "reason_to_buy": Item("personal", "购房(?:理由|缘由)|reasontobuy"),
    "bought_from_us": Item("personal", "(?:已购|所购)(?:房源|物业)|boughtfromus"),
    "bought_for": Item("third_person", "为谁(?:购买|购房|买)|购房使用人|boughtfor"),
    "knows_developer": Item("personal", "对?开发商(?:的?了解|的?认知)(?:程度)?|knows?(?:the)?developer"),
    "neighbours": Item("personal", "(?:是否)?(?:在意|关注)邻居|邻居(?:要求|关注)|neighbou?rs"),
    "occupation": Item("basic", "(?:客户)?(?:职业|行业|从事行业)|occupation|profession|industry"),
    "car": Item("personal", "(?:车辆|座驾|车型|用车)(?:品牌|情况)?|car(?:model)?"),
    "plate": Item("sensitive", "车牌号?码?|(?:licen[cs]e)?plate(?:number|no)?"),
    "dress": Item("personal", "(?:穿着|着装|衣着)(?:习惯|风格)?|dress(?:style)?"),
    "information_sources": Item("personal", "(?:获取)?信息(?:来源|渠道)习惯|informationsources"),
    "admires": Item("personal", "(?:崇拜|敬佩|欣赏)的?(?:人|人物)|admires"),
    "career_goal_long": Item("personal", "(?:长期|远期)(?:事业|职业)目标|longtermcareergoals?"),
    "career_goal_short": Item("personal", "(?:短期|近期)(?:事业|职业)目标|shorttermcareergoals?"),
    "personal_goal_long": Item("personal", "(?:长期|远期)个人目标|longtermpersonalgoals?"),
    "personal_goal_short": Item("personal", "(?:短期|近期)个人目标|shorttermpersonalgoals?"),
    "proudest_moment": Item("personal", "(?:最自豪|最骄傲|最得意)的?(?:事|经历|成就)|proudestmoment"),
    "opinion_strength": Item("personal", "(?:个人)?(?:主见|主观意见)(?:强弱|程度)?|opinionstrength"),
}  # fmt: skip
PREFIX: Final = "item_"
MEANINGS: Final = {f"{PREFIX}{name}": item.words for name, item in ITEMS.items()}
KEPT_CLASSES: Final = ("basic", "personal")
_PATTERNS: Final = {name: re.compile(item.words) for name, item in ITEMS.items()}
_SIGNS: Final = re.compile(r"[\s_\-.,:;、。·'\"!?|&+/\\*()（）]+")


def item_of(word: object) -> str:
    """The item that a word names, by its stable name or as people call it; "" for none of the profile."""
    text = folded(word) if isinstance(word, str) else ""
    if text in ITEMS:
        return text
    plain = _SIGNS.sub("", text)
    return next((name for name, pattern in _PATTERNS.items() if pattern.fullmatch(plain)), "")


def kept_items(classes: tuple[str, ...], dropped: tuple[str, ...] = ()) -> frozenset[str]:
    """The items of these classes, without those the site has dropped."""
    wanted = {*KEPT_CLASSES, *classes}
    return frozenset(name for name, item in ITEMS.items() if item.item_class in wanted) - set(dropped)
