"""What headers mean: patterns over normalised headers, own words of the house.

A header is read as modifiers and a head noun (客户 + 电话, 最后 + 跟进 + 时间). A modifier that is not listed
for a head makes it another thing: 推荐人电话, 首付预算, 成交面积 and 项目名称 match nothing of the customer's.
A pattern gives a *meaning*; which field a meaning feeds depends on the kind of the sheet (`sheet_kinds.py`).
"""

from typing import Final

from pipeline.intake.header_nouns import (
    CODE,
    DAY,
    LAST,
    NEXT,
    PAID,
    PERSON,
    PERSON_EN,
    PHONE,
    PHONE_EN,
    SELLER,
    SELLER_EN,
    TALK,
    TALK_EN,
    VISIT,
    WHOLE_PERSON,
)
from pipeline.intake.header_wants import WANTS

# meaning -> pattern of the whole header; the first that fits counts, so exceptions stand above.
MEANINGS: Final = {
    "needless": f"客户区域|{TALK}?(?:授权|同意)(?:书)?(?:{DAY}|人|编号)|.*渠道费用?|.*cost.*",
    "consent_phone": (
        "(?!.*(?:短信|微信|简讯)).*(?:同意|授权|允许|可否|是否可|consent|allow|agree).*(?:电话|致电|来电|回访|"
        "通话|phone|calls?).*|"
        "(?!.*(?:人电话|联系电话)).*(?:电话|致电|回访|phone|calls?).*(?:同意|授权|consent|optin|permission)"
    ),
    "consent_sms": (
        ".*(?:同意|授权|允许|可否|能否|可以|consent|allow|agree).*(?:短信|简讯|sms).*|.*(?:短信|简讯|"
        "sms).*(?:同意|授权|consent|optin)"
    ),
    "consent_wechat": (
        ".*(?:同意|授权|允许|可否|能否|consent|allow|agree).*(?:微信|wechat).*|.*(?:微信|wechat).*(?:同意|"
        "授权|consent|optin)"
    ),
    "consent": (
        ".*(?:同意|授权).*|(?:是否)?(?:可否?|允许)(?:被)?(?:联系|联络|打扰)|.*consent.*|.*optin.*|gdpr|"
        "(?:contact)?permission(?:tocontact)?|agreetobecontacted|"
        ".*(?:隐私|个资|个人信息)(?:协议|保护|条款|政策|声明).*"
    ),
    "preferred_mode": (
        "(?:首选|偏好|常用|期望|希望|方便)的?(?:联系|沟通|联络)(?:方式|渠道)|偏好方式|"
        "preferredcontact(?:method|mode)?|preferredmode"
    ),
    "preferred_time": (
        "(?:方便|最佳|合适|适合|期望|希望|常用|可)的?(?:联系|沟通|接听|来电|通话|联络)?(?:时间段?|时段)|(?:联系|"
        "联络)(?:时段|时间段)|besttime(?:tocall)?|preferredtime"
    ),
    "next_mode": f"{NEXT}(?:{TALK}|行动)*(?:方式|形式)|next{TALK_EN}*(?:mode|method|type|channel)",
    "next_aim": (
        f"{NEXT}(?:{TALK}|行动)*(?:目的|事项|内容|目标|任务|动作|行动|措施|打算)|(?:下一?步|后续|后期)(?:工作|"
        f"跟进|行动)?(?:计划|安排|策略|动作)?|跟进计划|"
        f"next{TALK_EN}*(?:aim|action|step|goal|purpose)|(?:followup)?actions?(?:required|needed|items?)|"
        f"followupactions?"
    ),
    "next_date": (
        f"(?:{NEXT}+(?:客户|{TALK}|{VISIT}|行动)*|(?:{TALK}|回访)?提醒)(?:{DAY}|计划|提醒)?|"
        f"next(?:{TALK_EN}|action|step|visit|appointment|meeting|up)*{DAY}?|reminder{DAY}?|callback{DAY}|"
        f"appointment{DAY}?"
    ),
    "updated": (
        f"{LAST}?(?:更新|修改|编辑|变更){DAY}?|(?:last)?(?:modified|updated|changed|edited){DAY}?|"
        f"last(?:update|modification){DAY}?|update{DAY}|modified{DAY}"
    ),
    "last_talk": f"{LAST}(?:客户|{TALK}|行动)*{DAY}|(?:最后|最近|上次|末次){TALK}|last{TALK_EN}(?:ed)?{DAY}?",
    "recorded": f"(?:{TALK}|信息)?(?:记录|填写){DAY}|(?:recorded|logged|entered|entry){DAY}",
    "horizon": (
        "(?:意向|计划|预计|拟|期望|预期|目标|准备|打算|几个月内|欲)+(?:购房|置业|购买|购屋|买房|成交|"
        "认购|签约|入住|下定|决策|交易)(?:时间|周期|日期|时程|期限|时限)?|(?:客户)?(?:购房|置业|购买|"
        "购屋|买房)(?:时间|周期|计划|时程|期限|时限|紧迫[度性])|决策周期|紧迫[度性]|(?:purchase|buying|"
        "buy|decision)?(?:horizon|timeline|timeframe|urgency|period)|expected(?:close|closing|purchase|"
        "booking)(?:date)?|whentobuy"
    ),
    "created": (
        "(?:客户|线索|机会|商机|首次|资料|信息)*(?:创建|生成|新增|建档|建立|报备|留资|留电|留单|进线|"
        f"获取|获客|首次接触|首次咨询|首次联系|咨询|注册|线索|推荐){DAY}|首次来电{DAY}|(?:{PERSON_EN}|"
        f"record|date|enquiry|inquiry)?(?:created|creation|create|added|generated|received){DAY}?|(?:lead|"
        f"enquiry|inquiry|registration|registered|signup|firstcontact){DAY}|first(?:enquiry|inquiry)"
    ),
    "entered": (
        f"(?:客户|线索|资料|信息)*(?:录入|填表|提交|入库|导入|登录|分配|下发|派单|推送){DAY}|"
        f"(?:submission|submitted|assigned|imported){DAY}"
    ),
    "registered": f"(?:来电|客户)?登记{DAY}",
    "call_in": f"(?:客户)?来电{DAY}",
    "visit": (
        f"(?:首次|最近|末次|实际|案场|二次|三次|第一次|客户|{LAST})*{VISIT}{DAY}|[来到]访登记{DAY}|首访|复访|"
        f"(?:首次)?(?:到访|来访)|sitevisit|walkin{DAY}|"
        f"(?:first|last|actual|site|property)*(?:visit|visited|viewing|showing|arrival|tour){DAY}|"
        "(?:first|last)(?:site)?visit"
    ),
    "at": (
        f"(?:客户|本次|当次|实际|电话|通话|呼叫)*(?:{TALK}|开始|起始){DAY}|(?:call|talk)?start{DAY}|(?:通话|"
        f"呼叫|外呼)(?:开始|起始)|"
        f"{TALK_EN}{DAY}|at"
    ),
    "handover": (
        f"(?:计划|预计|约定|合同)*(?:交房|交付|交楼|收[楼房]){DAY}|(?:handover|possession|delivery){DAY}|"
        f"(?:expected|keys?)*(?:handover|handedover|possession)"
    ),
    "moved_in": f"(?:实际)?(?:入住|入伙){DAY}|movein{DAY}",
    "cancelled": f"(?:退房|退户|退定|退筹|解约|挞定|作废|取消|撤销){DAY}|cancel(?:l?ed|lation)?{DAY}",
    "contract": (
        f"(?:正式|合同|实际)*(?:签约|网签|签署|签订|签合同|合同){DAY}|(?:contract|signed|signing|"
        f"agreement)(?:signed|signing)?{DAY}"
    ),
    "deal": f"(?:实际)?成交{DAY}|(?:sale|sales|deal|close|closed|closing|transaction|sold){DAY}",
    "deposit": f"(?:客户)?{PAID}(?:缴纳|支付)?{DAY}",
    "date": "日期|年月日|date|(?:通话|拨打)?日期",
    "time": "时间|时刻|time|datetime|日期时间|timestamp",
    "duration": (
        f"(?:通话|接听|接通|沟通|呼叫|录音|外呼|持续|{VISIT}|停留)*总?(?:时长|秒数?|分钟数?|长度)|通话分钟|"
        f"(?:通话)?(?:持续时间|用时)|计费时长|(?:call|talk|"
        "visit)?duration|talktime|(?:call|talk)?length(?:of)?(?:call)?|billableseconds"
    ),
    "direction": (
        "(?:通话|呼叫|来电|外呼|拨打|话单)(?:类型|方向|类别)|主叫被叫|进线外拨|(?:incoming|inbound)outgoing|"
        "呼[入出]呼[出入]|话单类型|进出线|calldirection|来[去电]+电|来电来访|方向|direction|"
        "calltype|inboundoutbound"
    ),
    "mode": (
        f"(?:{TALK}|活动)(?:类型|形式|渠道|手段|途径)|联系方式类型|(?:跟进|沟通|回访|接触|拜访|追踪|活动|"
        f"服务|邀约)方式|{TALK_EN}(?:method|mode|type|channel|medium)|mode"
    ),
    "outcome": (
        f"(?:{TALK}|接通|接听|邀约|抖音电联)+(?:结果|结论)|(?:是否)?接通与否|(?:电话)?(?:接通|接听|通话|呼叫|"
        f"外呼|电联|抖音电联)(?:状态|"
        "情况)|结果|disposition|(?:call|contact|followup)?(?:outcome|result)|call(?:status|disposition|answered)|"
        "是否接通|answered"
    ),
    "bare_status": "状态|status|阶段|stage",
    "bare_intent": "意向|意向情况|intent|interest",
    "status": (
        "(?:客户|线索|跟进|追踪|跟踪|当前|当日|最新|商机|机会|成交|销售|目前|购房|购买|意向|处理)+(?:状态|"
        "状况|阶段|进度|"
        "进展)|进度|(?:lead|customer|client|deal|opportunity|current|sales|pipeline|prospect|"
        "funnel|followup)+(?:status|stage)"
    ),
    "grade": (
        "(?:客户|意向|诚意|线索|购房|购买|跟进|重点|质量|当前|最新)*(?:等级|级别|评级|分级|星级|热度)|"
        "(?:客户)?(?:意向|诚意|意愿|紧急)(?:程度|强度|度)|(?:客户)?购买欲望|(?:购房|购买|成交|客户)(?:意愿|"
        "诚意)|(?:购房|购买)意向|客级|客户abcd?[类级]?|"
        "客户(?:意向度?|分类|类别|价值)|abc类|abcd类?|成交(?:概率|可能性)|重要程度|stated_?grade|"
        f"(?:{PERSON_EN})?(?:stated|interest|intent)*(?:grade|rating|rank|level|temperature|priority|"
        "score|quality|category)|hotwarmcold|stars|probability"
    ),
    "customer_type": (
        "客户(?:类型|属性|性质)|(?:客户)?(?:置业|购房|客群)(?:类型|性质|类别)|(?:首[置套改]|首次置业|"
        "刚需)(?:还是|或)?(?:改善|二套|再改)|客群|首套二套|第几次置业|客户身份(?:类型)?|(?:首置改善|刚需改善|"
        "购房次数|置业次数|需求类型|购买性质|购房性质)|"
        f"(?:{PERSON_EN})type"
    ),
    "usage": (
        "(?:置业|购房|购买|购屋|使用|房屋)(?:目的|用途|动机|动因|原因|需求)|用途|目的|动机|自用投资|(?:purchase|"
        "buy|buying|intended)?(?:purpose|use|usage|motivation)"
    ),
    "contact_way": "联络方式",
    "visit_way": "首访复访|首复访|(?:是否)?(?:首次到访|首访)|新访复访|(?:来访|到访)(?:方式|类型|形式|性质)|visittype",
    "bare_type": "类型|方式|形式|类别|type|method",
    "channel_detail": (
        "(?:二级|三级|子|次级)(?:来源|渠道|途径|媒体)|(?:来源|渠道|途径)(?:小类|明细|细分)|(?:渠道|分销|"
        "经纪|中介|报备)公司|中介门店|(?:sub|secondary)(?:source|channel)|campaign(?:name)?"
    ),
    "channel": (
        "(?:客户|线索|来访|来电|到访|成交|推广|广告|获客|拓客|认知|获知|了解|得知|媒体|信息|数据|留资|"
        "报备|投放|流量|一级|首触|首次|渠道|机会|消息|讯息|知晓|知道|营销|分销|来源|主要)*(?:来源|渠道|"
        f"途径|管道|平台|媒体|媒介|客源)(?:名称|类型|分类|大类|类别|[1一])?|(?:{PERSON_EN}|marketing|"
        "acquisition|traffic|enquiry|inquiry|first|source|referral)*(?:source|channel|origin|"
        "platform)(?:name)?|howdidyouhear(?:aboutus)?|utmsource|media|medium"
    ),
    "competitor": (
        "(?:对比|主要|意向)?竞品(?:楼盘|项目|名称|情况|对比)?|(?:对比|比较|看过|在看|竞争|其他意向|"
        "已看)的?(?:楼盘|项目|盘|竞品)|(?:competitor|competingproject|comparedproject)s?"
    ),
    **WANTS,
    "referrer_phone": (
        f"(?:老带新)?(?:推荐|介绍|转介绍?|老业主|老客户|老带新|推介|转介)(?:人|者|业主|客户)?(?:的)?(?:联系)?{PHONE}|"
        f"(?:referr?er|referral|referredby|introducer)(?:contact)?(?:{PHONE_EN}|no|number)"
    ),
    "is_vip": "(?:是否)?(?:vip|重要客户|贵宾客户|贵宾)(?:客户|标识|标记)?|isvip",
    "refuses_profiling": "(?:是否)?不做画像|refusesprofiling|noprofiling",
    "need_change": (
        "(?:客户)?(?:需求|意向)变化(?:点|情况)?|(?:客户)?新增?需求|needchanges?|changein(?:needs|requirements)"
    ),
    "resistance": (
        "(?:客户|主要|购房)?(?:抗性|异议|顾虑)(?:点|原因|类型)?|(?:未购|未成交|未认购|不购买|流失|战败|"
        "无效|未购买)(?:原因|因素)(?:分析|说明)?|(?:lost|loss)reason|objections?|resistance|concerns?"
    ),
    "promise": "(?:对)?(?:客户)?的?[承许]诺(?:客户)?的?(?:事项|内容)?|答应(?:客户)?(?:事项|的事)?|promises?(?:made)?",
    "material": "(?:已给|已发|提供|赠送|发放|所发|已送)?资料(?:发放|清单)?|已发材料|materials?(?:given|sent)?",
    "content": (
        f"(?:{TALK}|{VISIT}|客户|通话|本次|销售|{LAST}|需求|会谈|反馈)+(?:内容|记录|情况|详情|描述|小结|"
        "摘要|纪要|纪录|细节|反馈|过程|动作|备注|说明|跟踪)|内容|最新跟进|反馈|feedback|客户情况跟踪|"
        f"(?:{TALK_EN}|visit|meeting)(?:notes?|content|summary|remarks?|details?|comments?)|content|"
        "summary|transcript|conversation"
    ),
    "remark": (
        "(?:具体|详细)?情况|(?:客户)?(?:备注|说明)(?:信息|说明|事项|栏|内容)?|描述|notes?|remarks?|comments?|"
        "description|requirements?|(?:additional|other)information"
    ),
    "second_phone": (
        f"{PERSON}*(?:备用|备份|第二|其[他它]|次要|另外?)(?:联系|联络)?{PHONE}|{PERSON}*(?:联系|"
        f"联络)?{PHONE}[2-3二三]|(?:alt|alternate|alternative|secondary|second|other|backup){PHONE_EN}|"
        f"{PHONE_EN}2"
    ),
    "landline": (
        f"{PERSON}*(?:固定电话|固话|座机|(?:办公室?|公司|单位|家庭|家里|住宅)(?:固定)?(?:电话|固话|座机)|宅电|"
        f"市话|室内电话|住家电话)(?:号码)?|"
        "(?:home|house|office|work|residen(?:ce|tial)|fixed)(?:phone|tel|line)(?:no|number)?|officenumber|"
        "landline(?:no|number)?"
    ),
    "customer_phone": f"{PERSON}+(?:联系|联络)?{PHONE}[1一]?|(?:{PERSON_EN})+{PHONE_EN}",
    "mobile": (
        "(?:联系|联络|绑定|客户)?(?:手提|流动)(?:电话)?(?:号码)?|大哥大|hand(?:phone)(?:no|number)?|hp(?:no|number)?|"
        "(?:联系|联络|绑定)?(?:手机号码?|手机电话|手机|移动(?:电话|手机)(?:号码)?|移动号码|"
        "行动电话)[1一]?|(?:mobile|cell)(?:phone|number|no|tel|phonenumber)?|cellphone"
    ),
    "phone": (
        "(?:联系|联络|连络|常用|主要|对方|报名)?(?:电话号码?|电话|联系方式|号码)[1一]?|主号|"
        f"(?:contact|primary|main)?{PHONE_EN}1?|contact(?:number|no)"
    ),
    "caller": "主叫(?:电话|方)?(?:号码)?|来电显示(?:号码)?|caller(?:id|number|no)?",
    "callee": "(?:客户)?被(?:呼)?叫(?:电话|方)?(?:号码)?|callee(?:number|no)?|dialed(?:number)?",
    "wechat": (
        f"{PERSON}*(?:微信号?码?|微信账号|微信id|wx号?|企业?微信号?|企微)|(?:是否)?已?(?:添)?加微信|"
        "(?:wechat|weixin)(?:id|no|number|account)?"
    ),
    "customer_number": (
        f"(?:客户|顾客|会员|业主)(?:档案)?{CODE}|客编|crm(?:编号|id|no|number)|(?:customer|client|cust|"
        f"member)(?:id)?{CODE}|crm客户{CODE}"
    ),
    "lead_number": f"(?:线索){CODE}|(?:lead|prospect){CODE}",
    "record_number": (
        f"(?:{TALK}|记录|活动|录音|工单|流水|话单)+{CODE}|(?:呼叫|通话)?流水号?|话单号?|recordnumber|(?:call|"
        f"record|activity|interaction|"
        f"followup|log){CODE}"
    ),
    "consultant_number": (
        f"{SELLER}*(?:顾问|销售|业务员|专员|坐席|人员|员工)的?{CODE}|工号(?:id)?|员工号|{SELLER_EN}{CODE}|"
        f"(?:employee|staff){CODE}"
    ),
    "consultant": (
        f"{SELLER}*(?:顾问|销售|业务员|专员|坐席|话务员|置业师)(?:姓名|名称|名字)?|(?!(?:签约|"
        f"成交)人(?:姓名)?$){SELLER}+(?:人员|人|"
        "员)(?:姓名)?|员工姓名|置顾|销售人员1|主攻业务|代销人员|客服(?:姓名|名称)?|(?:客户|线索)(?:归属|所属)|"
        f"业务(?:姓名)?|客户经理|呼叫坐席|专案|(?:拓客|外呼)专员|承办人|{SELLER_EN}(?:name)?|handledby|"
        f"assignedto|pic|accountmanager|csr|"
        "operator|sales(?:name)?|(?:employee|staff)(?:name)?"
    ),
    "broker": "(?:经纪人|带看人|报备人|渠道人员)(?:姓名)?|broker(?:name)?",
    "role": (
        "(?:人员|员工|担任)?(?:岗位|职位|职务|角色)(?:名称|类[别型])?|身份|职级|职称|人员类[别型]|role|"
        "position|jobtitle|title"
    ),
    "is_active": (
        "(?:是否)?(?:在职|在岗|任职)(?:离职)?(?:状态|情况)?|(?:人员|员工)状态|isactive|active|employmentstatus"
    ),
    "rest_days": (
        "(?:固定|每周|周)?(?:休息日|轮休日?|排休日?|例休日?|休息|调休日?|休假日?|[轮排休]休?息?安排|休息时间)|"
        "(?:restdays?|daysoff|dayoff)"
    ),
    "capacity": (
        "(?:每日|每天|日|单日)*(?:最[大多高])?(?:工作量|任务量|可?跟进数?量?|可?跟进客户数|接待量?)(?:上限)?|"
        "(?:每日|每天|日|单日)*(?:容量|任务量?上限|接待上限|跟进上限|产能|任务数|最大任务数|接待量上限)|"
        "(?:daily)?capacity"
    ),
    "is_main": "(?:是否)?(?:为)?(?:主力|主推)(?:户型|房源|产品)?(?:标识|标记)?|ismain|mainunit",
    "is_on_sale": (
        "(?:是否)?(?:在售|可售)(?:状态)?|(?:销售|可售|房源|销控|在售|推售|去化)状态|(?:is)?onsale|availability"
    ),
    "building": (
        "(?:认购|成交|签约|购买|意向)?(?:楼栋|楼栋号|楼幢|栋号|栋|幢号?|座号?|楼座|楼号|栋座|栋别)(?:名称)?|"
        "building(?:no|name)?|tower(?:no)?|block(?:no)?"
    ),
    "entrance": "(?:认购|成交|签约|购买|意向)?(?:单元|单元名称|梯号?)|entrance",
    "unit": (
        "(?:认购|成交|签约|购买|意向)?(?:房号|房源|房间|房屋|单元号|单元房号|铺位|商铺|室号|户号|户别|"
        "楼栋房号|房间全[名称]|"
        "房间号|房产)(?:编号|id|名称|全称|号)?|unit(?:no|number|id|code|name|ref|sold|purchased|booked)?|"
        "(?:house|villa|plotunit)(?:no|number)|room(?:no|number)?|"
        "property(?:id|no|code|number)|(?:户型|房型)(?:编号|代码)"
    ),
    "salutation": f"{PERSON}*(?:称呼|称谓|尊称)|preferredname|salutation",
    "customer_name": f"{PERSON}+(?:姓名|名称|名字|名)|{WHOLE_PERSON}|(?:{PERSON_EN}(?:full)?name)|{PERSON_EN}",
    "bare_name": "姓名|人员姓名|名字|名单|name|fullname",
    "surname": f"{PERSON}*(?:姓氏?)|(?:{PERSON_EN})?(?:last|family|sur)name|surname",
    "given_name": f"名|(?:{PERSON_EN})?(?:first|given)name|forename",
    "contact_name": "联系人(?:姓名)?|联络人(?:姓名)?|contact(?:name|person)?",
    "nickname": "(?:抖音|微信|用户|客户)?昵称|nickname",
}  # fmt: skip
