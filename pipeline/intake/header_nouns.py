"""The parts headers are made of, and headers that are settled by one word in them.

Patterns over normalised headers: simplified, lower case, no spaces and no signs (`headers.py`).
"""

import re
from typing import Final

PERSON: Final = (
    "(?:客户|顾客|访客|来访者?|来电者?|到访者?|来客|来人|意向|购房|购屋|买房|看房|认购|签约|成交|潜在|"
    "潜客|准|主|登记|线索|留资|业主|买方|买受[人方]|买家|会员|贵宾|用户|被推荐|被介绍|本人|客人|新客|人|者|"
    "个人|主要|常用|真实|有效|目前|现)"
)
PERSON_EN: Final = "(?:customer|client|lead|buyer|prospect|visitor|guest|purchaser|enquirer|inquirer)s?"
WHOLE_PERSON: Final = (
    "(?:来访|来电|到访|意向|购房|成交|准|主|登记|潜在)?(?:客户|顾客|访客|来访者|来访人|来客|来人|业主|"
    "买方|买受[人方]|买家|购房[人者]|认购人|签约人|潜客|贵宾|客人)"
)
PHONE: Final = (
    "(?:手机号码?|手机电话|手机|移动电话(?:号码)?|行动电话|电话号码?|电话|联系方式|联络方式|号码|tel|mobile)"
)
PHONE_EN: Final = "(?:mobile|cell|tele)?(?:phone|tel|mobile|cell|whatsapp)(?:number|num|no)?"
DAY: Final = "(?:日期|时间|日|时刻|年月日|date(?:time)?|time|at|on|day)"
TALK: Final = (
    "(?:跟进|回访|沟通|联系|联络|通话|呼叫|拨打|外呼|拨号|拜访|追踪|电联|电访|接触|洽谈|访谈|服务|跟踪|"
    "邀约|维护)"
)
TALK_EN: Final = "(?:followup|follow|call|contact|activity|interaction|communication|touch)"
LAST: Final = "(?:最后一次|最近一次|最后|最近|末次|上次|上一次|最新|前次)"
NEXT: Final = "(?:下次|下一次|下步|下一步|下回|计划|待|预约|预计|约定|再次)"
VISIT: Final = "(?:来访|到访|首访|复访|看房|带看|接待|参观|到场|到店|赏屋|看屋|进场|来人|一访|二访)"
WANT: Final = (
    "(?:客户|购房|购屋|买房|意向|心理|预期|期望|可?承受|能承受|能接受|可接受|接受|置业|计划|资金|目标|"
    "需求|希望|总价?|理想|拟|购买|关注|偏好|喜欢|的)"
)
WANT_EN: Final = (
    "(?:customer|client|purchase|buying|desired|preferred|expected|target|estimated|required|total|max|"
    "maximum)"
)
AFTER: Final = "(?:需求|要求|偏好|意向|范围|区间|段|结构)?"
SELLER: Final = (
    "(?:置业|销售|案场|接待|跟进|归属|所属|首访|负责|接电|接访|当前|现任|现|分配|主攻|经办|外呼|回访|"
    "邀约|业务|责任|专属|服务|签约|成交|客户)"
)
SELLER_EN: Final = (
    "(?:property|sales|lead|assigned|call|account|client|customer)*"
    "(?:consultant|salesrep|salesperson|salesman|agent|advisor|adviser|owner|assignee|representative|rep|realtor)"
)
CODE: Final = "(?:编号|编码|代码|代号|工号|id号?|号|number|no|code|key|(?:ref|reference)(?:no|number)?)"
PAID: Final = (
    "(?:认购|下定|小订|大定|小定|下订|订金|定金|预订|交定|缴定|付定|booking|deposit|reservation|booked)"
)

OPT_OUT: Final = re.compile(
    "退订|(?<!抗)拒|勿|黑|免打扰|免扰|不(?:要|愿意?|想|希望|可|得)[再被]*(?:联|致电|来电|打电话)|不再联|dnc|"
    "opte?d?out|donot|dont(?:call|contact)|"
    "unsubscri|blacklist|^no(?:more)?(?:calls?|contact)$|refuse(?:s|d)?contact|不同意"
)
# Identity cards, bank accounts and health are not kept anywhere, whatever else the header says.
FORBIDDEN: Final = re.compile(
    "身份证|身分证|证件(?:号|类型)?|护照|驾照|社保|银行|卡号|信用卡|病|健康状|医疗|医保|残疾|血型|过敏|"
    "怀孕|idcard|nric|identitycard|^idno$|^idnumber$|nationalid|passport|emiratesid|bankaccount|bank|iban|"
    "creditcard|cardnumber|medical|health|disease|disab"
)
RUNNING: Final = re.compile("序号|编号|项次|行号|no|number|id|#|idx|index|sn|serial(?:no|number)?")
UNITS: Final = re.compile(
    "^(.*?)(?:单位)?[:/]?(万元|万|千元|亿元|元|㎡|m2|平米|平方米|平方|坪|秒|分钟|分|%|rmb|cny|aed|usd|"
    "sgd|hkd|twd|sqm|sqft|seconds|secs?|minutes|mins?|s)$"
)
REQUIRED: Final = re.compile(r"^(?:必填|选填|非必填|必输|必须|\*|required|optional)$")
# What the upper of two header rows may end with, and what is left of one that only groups: the child says all.
GROUP_ENDS: Final = re.compile(
    "(?:信息|资料|情况|记录|明细|部分|概况|内容|项目|项|画像|档案|属性|字段|数据|台账|登记表|维度|一栏|栏|"
    "info|information|details?|data|profile|section)$"
)
NEUTRAL: Final = re.compile(
    "(?:客户|顾客|访客|基本|基础|个人|来访|到访|来电|需求|购房|置业|意向|联系|联络|方式|登记|线索|主要|必填|"
    "选填|画像|"
    "详细|相关|本次|当日|系统|自动|时间|日期|其[他它]|"
    r"第?[一二三四五六七八九十\d]+[周组]?|(?:\d{2,4}年)?\d{1,2}月份?|"
    "customer|client|lead|contact|basic|personal|visit|general|other)*"
)
# What brackets may add to a header (电话(备用), 总价(最低)), and whose number or name they make it.
QUALIFIERS: Final = re.compile(
    "备用|第二|次要|next|phone|mobile|sms|wechat|电话|短信|微信|其[他它]|最[低高小大]|[上下]限|abcd?|min|max|"
    "alternate|secondary|客户|跟进|意向|购房"
)
OTHERS: Final = re.compile(
    "推荐|介绍|转介|顾问|经纪|中介|分销|渠道|销售|业务员|紧急|配偶|家属|父母|共有|担保|委托|代理|法人|公司|"
    "项目|主管|老业主|老客户|"
    "agent|broker|spouse|emergency|referr|sales|company"
)
# Meanings of headers that say whose they are, whatever stands above them.
SELF_TELLING: Final = frozenset(
    {
        "consultant", "consultant_number", "customer_name", "customer_phone", "customer_number", "channel", "unit",
        "building", "entrance", "funds", "deposit", "contract", "handover", "moved_in", "cancelled", "referrer_phone",
        "opt_out", "forbidden", "consent", "consent_phone", "consent_sms", "consent_wechat",
    }
)  # fmt: skip
# Headers of figures about many people.
COUNTED: Final = re.compile(
    ".*(?:量|数量?|率|占比|比例|合计|小计|总计|批次|套数|组数|人次|环比|同比|排名|均价|去化|完成情况)|"
    "(?:total|count|numberof|sumof|avg|average|no of).*|.*(?:count|total|rate|share|percent|pct|ratio|%)"
)
