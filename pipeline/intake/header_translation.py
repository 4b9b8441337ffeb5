"""English headers said in Chinese, word by word, so that one set of patterns and words reads both languages."""

from functools import cache
from typing import Final

from pipeline.intake.header_english import english_words

# What an English word is in a Chinese header. A word that is not here leaves the whole header unread.
_SAID: Final = {
    "客户": (
        "prospective customer client lead prospect visitor guest applicant registrant enquirer party allottee "
        "registration"
    ),
    "买家": "buyer purchaser",
    "姓名": "name fullname", "人": "person", "联系人": "contactperson",
    "手机": "mobile cell handphone hp cellphone", "电话": "phone telephone telephones ph tel",
    "备用": "second secondary alternate alternative backup alt spare",
    "其他": "other others another additional also", "固定": "landline fixed residence line",
    "微信": "wechat weixin", "账号": "account handle username", "编号": "id code ref reference number no",
    "日期": "date day dated", "时间": "time timestamp",
    "联系": "contact contacted contacting touch touchpoint", "跟进": "followup followed follow fu",
    "通话": "call", "致电": "called calling placed dialled dialed",
    "沟通": "communication interaction conversation",
    "洽谈": "discussion meeting met talk", "活动": "activity",
    "到访": "visit visits visited viewing showing tour attended walkin arrived",
    "下次": "next upcoming due scheduled",
    "提醒": "reminder", "预约": "appointment appt", "最后": "last latest recent recently",
    "首次": "first initial", "创建": "created creation generation generated added captured capture received",
    "咨询": "enquiry enquiries enq enquired inquired", "注册": "registered signup",
    "录入": "submitted imported assigned", "更新": "updated modified edited changed update modification edit",
    "记录": "recorded logged log entered", "认购": "booking booked reservation reserved deposit eoi token",
    "签约": "contract agreement spa signed signature signing sign",
    "成交": "sale sold deal closing closed transaction transacted",
    "交房": "handover possession delivery completion keys key handed", "入住": "movein",
    "退房": "cancelled canceled cancellation rescinded terminated withdrawn termination withdrawal",
    "购房": "purchase purchased buy buying", "时程": "timeline timeframe horizon timing",
    "计划": "plan plans planning planned intend intends",
    "意向": (
        "preferred desired required interested target expected intended preference wanted interest intent "
        "intention"
    ),
    "需求": "requirement requirements need needs wants want", "变化": "change changes",
    "预算": "budget affordability", "价格": "price", "总": "total overall est estimated approx",
    "最低": "min minimum lower lowest low", "最高": "max maximum upper highest high",
    "面积": "size sqm sqft space area m2",
    "户型": "bedroom bedrooms beds layout rooms room configuration typology bhk type_unit",
    "区域": "location district region neighbourhood neighborhood locality zone", "楼层": "floor level_floor",
    "等级": "grade rating rank temperature hotness heat seriousness quality score level", "类别": "category class",
    "状态": "status", "阶段": "stage phase", "方式": "method mode", "途径": "via medium", "渠道": "channel media",
    "来源": "source origin origins", "得知": "hear heard found find know knew", "流量": "traffic",
    "营销": "marketing", "广告": "ad ads advertising advert advertisement", "获客": "acquisition",
    "信息": "information info", "如何": "how where", "竞品": "competitor competitors competing rival",
    "项目": "project projects", "看过": "viewed seen considered considering comparing compared",
    "抗性": "objection objections concern concerns barrier barriers hesitation resistance obstacles",
    "未成交": "lost loss not", "原因": "reason reasons why",
    "付款": "payment cash mortgage loan finance financing funds funding paying",
    "内容": "content details detail message minutes", "备注": "notes note comments comment remarks remark",
    "反馈": "feedback response", "摘要": "summary", "结果": "result results outcome disposition",
    "销售": "sales", "负责": "responsible attending charge incharge relationship closing_by serving handling",
    "置业": "property", "专员": "officer executive manager exec representative rep",
    "顾问": "consultant agent advisor adviser salesperson",
    "房号": "unit flat apartment", "金额": "amount value consideration",
    "售价": "selling", "合同": "agreed", "动作": "action actions", "目的": "purpose aim motive motivation goal",
    "时长": "duration length", "秒": "sec seconds secs",
}  # fmt: skip
_CHINESE: Final = {word: said for said, words in _SAID.items() for word in words.split()}
_DROPPED: Final = frozenset(
    {
        "the", "a", "an", "your", "our", "their", "his", "her", "is", "was", "are", "do", "did", "you", "we", "us",
        "what", "please", "enter", "in", "if", "any", "for", "this", "by", "s", "and", "or", "of", "about", "with",
        "primary", "main", "general", "full", "on", "at", "from", "to", "be", "current", "actual", "best", "key",
        "preferably",
        "daytime", "original", "final", "net",
    }
)  # fmt: skip
_CURRENCIES: Final = frozenset({"cny", "rmb", "usd", "hkd", "twd", "sgd", "aed", "yuan", "1"})
_COUNTED_WITH: Final = frozenset({"no", "number", "count", "total"})
_REACHED_BY: Final = frozenset({"contact", "phone", "mobile", "cell", "handphone", "landline", "alternative"})
_NUMBERS: Final = frozenset({"no", "number"})
# What ends a header (Contacted On, Budget From), and what it then says.
_ENDS: Final = {
    "on": "time",
    "at": "time",
    "when": "time",
    "from": "min",
    "to": "max",
    "started": "time",
    "start": "time",
}
_SAID_FIRST: Final = frozenset(
    {"date", "time", "reason", "reasons", "status", "number", "no", "source", "method"}
)


@cache
def in_chinese(text: str) -> str:
    """`Applicant Name` -> 客户姓名, `Date Registered` -> 注册日期; "" if a word is unknown or it is not English."""
    words = [word for word in english_words(text) if word not in _CURRENCIES]
    if words and words[-1] in _ENDS:
        words[-1] = _ENDS[words[-1]]
    if "of" in words[1:]:
        cut = words.index("of")
        if _COUNTED_WITH & set(words[:cut]):
            return ""
        words = [*words[cut + 1 :], *words[:cut]]
    elif len(words) > 1 and words[0] in _SAID_FIRST:
        words = [*words[1:], words[0]]
    kept = [word for word in words if word not in _DROPPED]
    if not kept or any(word not in _CHINESE for word in kept):
        return ""
    said = "".join(_CHINESE[word] for word in kept)
    return said.replace("编号", "号码") if set(kept) & _REACHED_BY and set(kept) & _NUMBERS else said
