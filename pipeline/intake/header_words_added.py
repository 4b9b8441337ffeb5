"""What headers mean in the kinds that few offices have: complaints, surveys, milestones, costs, phrases, targets.

The same form as `header_words.MEANINGS`, and looked at before it: nothing here may fit a header of leads,
activities, visits, deals, units or consultants.
"""

from typing import Final

from pipeline.intake.header_nouns import CODE, DAY
from pipeline.intake.profile_items import MEANINGS as ITEM_MEANINGS

_COMPLAINT: Final = "(?:投诉与?建议|投诉|报事|诉求|维权|complaints?)"
_WISH: Final = "(?:投诉与?建议|投诉|建议|诉求|问题|意见|报事|complaint|issue)"
_SURVEY: Final = "(?:满意度调查|满意度|调查|调研|问卷|评价|survey|questionnaire)"
_AIM: Final = "(?:目标|指标|任务)(?:数量?|值|数)?"
_PER_MONTH: Final = "(?:月度|当月|本月|每月|月)?"


def _target(nouns: str, english: str) -> str:
    counted = f"(?:{nouns})(?:客户)?(?:量|数量|数|次数|组数|通数|套数|批次)?"
    return (
        f"{_PER_MONTH}{counted}{_AIM}|{_PER_MONTH}{_AIM}{counted}|(?:monthly)?(?:{english})(?:target|goal|quota)|"
        f"(?:monthly)?(?:target|goal)(?:{english})"
    )


ADDED_MEANINGS: Final = {
    "complaint_number": f"{_COMPLAINT}(?:工?单|单据)?{CODE}|(?:ticket|case){CODE}",
    "complaint_opened": (
        f"(?:客户)?(?:{_COMPLAINT}|受理|反映|反馈提出)(?:提出|登记|受理|发生)?{DAY}|"
        f"(?:complaint|case|ticket)?(?:opened|raised|reported|lodged|filed){DAY}|complaint{DAY}"
    ),
    "complaint_closed": (
        f"{_COMPLAINT}?(?:结案|办结|关闭|处理完成|处理完毕|处理结束|完结|解决|销案){DAY}|"
        f"(?:complaint|case|ticket)closed{DAY}?|(?:resolved|resolution){DAY}?"
    ),
    "first_response": (
        f"(?:首次|第一次|初次)?(?:响应|回复|答复|回应){DAY}|首次(?:响应|回复|答复)|"
        f"(?:first|initial)?(?:response|responded|reply|replied){DAY}|firstrespon(?:se|ded)"
    ),
    "is_suggestion": f"投诉(?:或|还是)?建议|建议或投诉|{_COMPLAINT}性质|complaintorsuggestion|issuggestion|是否建议",
    "complaint_category": f"{_WISH}(?:类型|类别|分类|大类|type|category)",
    "complaint_content": (
        f"{_WISH}(?:的|主要)?(?:内容|事项|描述|详情|概述|情况|说明|原因|content|details?|description|text|summary)|"
        f"{_COMPLAINT}|意见建议|意见与?建议|suggestions?"
    ),
    "scale": (
        f"{_SURVEY}?(?:满分|满分值|分制|评分标准|评分制|量表)|(?:score|rating)?scale|max(?:imum)?score|outof|"
        "fullmarks"
    ),
    "survey_at": f"(?:客户)?(?:{_SURVEY}|填答|作答|评分|打分){DAY}|(?:answered|feedback){DAY}",
    "occasion": f"{_SURVEY}(?:类型|场景|节点|阶段|环节|时点|场合|名称|occasion|type|name|stage)|occasion|touchpoint",
    "score": (
        "(?:客户|业主|总体|整体|综合|服务|总|对.{1,6}的?)*(?:满意度|满意程度)(?:调查|回访)?"
        r"(?:评分|得分|分数|打分|分值|总分|结果)?(?:\d{1,3}分?)?|"
        "(?:调查|调研|回访|问卷|服务|总体|综合|客户)?(?:评分|得分|打分|分数)|"
        "(?:overall|customer|survey|service)*satisfaction(?:score|rating|level)?|survey(?:score|rating|result)|"
        "overall(?:score|rating)|csat|nps"
    ),
    "sign_by": (
        f"(?:约定|应|最晚|最迟|预计|计划)签约{DAY}|签约(?:截止|期限|到期){DAY}?|(?:sign|signing|contract)(?:by|due|deadline){DAY}?"
    ),
    "loan_day": (
        f"(?:预计|约定|应)?(?:按揭|贷款|银行)(?:办理|放款|到账|批复)?{DAY}|(?:预计|约定|应)?放款{DAY}|"
        f"(?:loan|mortgage)(?:due|payout|disbursement)?{DAY}"
    ),
    "instalment_day": (
        f"(?:下次|下期|约定|应|预计)?(?:回款|分期付款|分期|收款|应收款?)(?:到期|截止)?{DAY}|"
        f"(?:next)?(?:instal?lment|payment)(?:due){DAY}?|(?:next)?instal?lment{DAY}"
    ),
    "milestone_day": f"(?:营销)?(?:节点|活动|开盘|事件|举办|举行){DAY}|(?:event|milestone){DAY}",
    "milestone_type": "(?:营销)?(?:节点|事件)(?:类型|类别|分类)|(?:event|milestone)(?:type|category)",
    "milestone": (
        "(?:营销)?节点(?:名称|主题|事件|内容)?|(?:营销)?活动(?:名称|主题)|营销活动|"
        "(?:marketing)?(?:milestone|event)(?:name|title)?"
    ),
    "audience": (
        "(?:目标|适用|邀约|邀请|面向|通知|活动|受众)(?:客户|人群|对象|客群|客户群|客户范围|客户等级)|受众|"
        "audience|(?:target|invited)(?:audience|group|customers?)"
    ),
    "attendees": (
        "(?:到场|参加|参与|出席|实到|到会|签到)(?:客户|人员|名单|人|情况|客户名单)?|attendees?|whocame|participants"
    ),
    "cost": (
        "(?:渠道|推广|营销|广告|投放|媒体|获客|拓客|实际|月度|本月|当月|总|发生)*(?:费用|花费|成本|支出|消耗|开销|"
        "推广费|广告费|投放额|投放金额)(?:金额|合计|总额)?|"
        "(?:marketing|channel|ad|advertising|media|monthly|total)*(?:cost|spend|spending|expense|expenditure)s?"
        "(?:amount)?"
    ),
    "month": (
        "(?:统计|费用|所属|发生|归属|投放|目标|考核|结算|计划)*(?:月份|月度|年月|账期)|月|"
        "(?:cost|target|report|billing)?month|yearmonth"
    ),
    "words": (
        "(?:标准|参考|推荐|应对|回复|沟通|开场|邀约|建议)*(?:话术|说辞|说词)(?:内容|正文|文本|参考)?|"
        "(?:sales|suggested|office)*(?:scripts?|talktrack|phrases?|wording|words)(?:text|tosay)?"
    ),
    "situation_rule": (
        "(?:适用|触发|使用|对应)(?:的)?(?:规则|场景|任务|任务类型|时机)|(?:for)?(?:rule|scenario|situation|trigger)"
    ),
    "phrase_stage": "(?:适用|对应)(?:的)?(?:客户)?阶段|(?:for)(?:customer)?stage",
    "phrase_type": "(?:适用|对应)(?:的)?客户类型|for(?:customer)?type",
    "phrase_resistance": "(?:适用|对应|应对)(?:的)?(?:客户)?(?:抗性|异议|顾虑)|for(?:objection|resistance)s?",
    "phrase_material": "(?:配套|配合|相关|附带|搭配|附)(?:的)?(?:资料|材料|素材)|(?:material|attachment)s?tosend",
    "target_calls": _target("电话|拨打|通话|去电|外呼|电访|联系|跟进", "calls?"),
    "target_visits": _target("到访|来访|带看|接访|邀约到访|来客", "visits?"),
    "target_deals": _target("成交|认购|签约|销售|去化", "deals?|sales"),
    "profile_item": "(?:信息|档案|资料)(?:项|项目|条目|字段)|(?:profile)?item(?:name)?",
    "profile_value": "(?:填写|信息|档案|资料|项目)(?:内容|值)|(?:profile)?value",
    **ITEM_MEANINGS,
}  # fmt: skip
