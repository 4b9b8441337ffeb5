"""Headers as offices spell them, composed and decorated in every way, and those that only look like ours."""

import pytest

from pipeline.intake.field_sources import SOURCES
from pipeline.intake.headers import header_cell, meaning_and_unit
from pipeline.intake.sheet_kinds import Values, assign_columns, recognise_kind

# What a header means -> spellings, simplified, traditional and English. None of them need stand in a list of ours.
SPELLINGS = {
    "customer_name": (
        "客户全名|客户大名|来访人员姓名|咨询人姓名|預約人姓名|拟购人姓名|置业者|客户（姓名）|"
        "Name of Customer|ClientName|buyer_name"
    ),
    "customer_phone": (
        "客户联系电话|看房人电话|客户電話1|购房人手机|Cust. Phone|Customer Mobile|线索手机号|"
        "意向客户电话"
    ),
    "phone": (
        "留电号码|聯絡電話|联系方法|预留电话|Tel No.|Phone #|phone_num|联系人电话|电话 Phone|"
        "联系电话(11位)|* 联系电话"
    ),
    "mobile": "手机號|行動電話|联系手机号|手机号（必填）|Mobile No|cell phone",
    "second_phone": (
        "备用联系电话|电话（备用）|第二电话|另一电话|手机号码二|Secondary Mobile|Alternate Phone|"
        "客户电话2"
    ),
    "landline": "座机号|单位电话|固话号码|Office Tel|市話",
    "referrer_phone": "推荐人电话|介绍人手机|老业主电话|推薦人電話|电话(推荐人)|Referrer Mobile",
    "wechat": "微信号码|客户微信号|是否添加微信|有无微信|企业微信|weixin|WeChat No.",
    "channel": (
        "如何得知本项目|从何得知|您从哪里了解到本项目|得知项目途径|客群来源|進線渠道|获取方式|首次接触渠道|"
        "自访/渠道|How did you know us|How did you hear about us?|Source of Enquiry|Ad Source|資訊來源|"
        "接觸管道|留资来源|引流渠道"
    ),
    "consultant": (
        "首接顾问|首次接待人|值班顾问|现场顾问|外拓人员|销售代表|跟进员工|认领人|客户负责人|承辦人|置顾|"
        "Served By|Attended By|Assigned To|Lead Owner|Sales Executive|sales_person"
    ),
    "consultant_number": "工号|坐席工号|Staff ID|顾问工号",
    "created": (
        "首次登记时间|首电时间|进线时间|线索获取时间|Date of Enquiry|Lead Created On|Date Created|"
        "createTime|获客日期|首次咨询时间"
    ),
    "entered": "录入系统时间|派发时间|分配时间|导入时间|Submitted At|客户录入日期",
    "visit": (
        "进店时间|到案日期|现场到访时间|首次到访|来场日期|賞屋時間|Date of Visit|Walk-in Date|"
        "visited_at|接待日期|最近来访时间"
    ),
    "at": (
        "致电时间|打电话时间|交谈时间|电联日期|沟通开始时间|本次跟进时间|聯絡日期|Date of Call|"
        "follow_up_time|Call Start Time|录音时间"
    ),
    "last_talk": "最近一次跟进时间|最后联系日期|上次沟通时间|Last Contacted|Last Follow Up",
    "next_date": (
        "下次约访|约看时间|再访时间|下次追蹤日期|拟到访时间|待跟进时间|预约看房时间|Next Follow-up|"
        "Callback Date|下次跟进计划时间"
    ),
    "next_aim": "下步计划|后续动作|下一步安排|下一步跟进策略|后期跟进计划|Next Step",
    "next_mode": "下次跟进方式|下次聯絡方式|Next Contact Method",
    "mode": "触达方式|跟客方式|沟通渠道|回访方式|跟进途径|Mode of Contact|Follow-up Mode",
    "direction": "呼入/呼出|呼叫方向|来去电|话单类型|Call Direction|in/out",
    "outcome": "拨打状态|电话结果|接通情况|本次结果|邀约结果|Call Outcome|Response|通話結果",
    "duration": "通话时间(秒)|持续时间|计费时长|Call Duration|通话时长s|录音时长",
    "content": (
        "谈话内容|沟通要点|面谈纪要|跟进详细内容|客户动态|客户描摹|最新跟进记录|洽談內容|"
        "Conversation Summary|Discussion|Call Notes"
    ),
    "remark": "备注|其他备注|其它说明|具体情况|備註|Remarks",
    "grade": (
        "意向强弱|意向级别|客户分级|ABC分类|判定等级|购买意愿|成交概率|Level of Interest|Buying Intent|"
        "Hot/Warm/Cold|客户类别(ABC)|紧急程度"
    ),
    "status": "客户进展|跟进阶段|销售阶段|客戶狀態|目前狀態|Pipeline Stage|Lead Status",
    "bare_status": "进展情况|所处阶段|Status",
    "budget": (
        "心理总价|承受总价|价格预算|能接受的总价|总价承受|Affordable Price|購屋預算|"
        "what_is_your_budget?|预算/万|客户预算(万元)"
    ),
    "budget_low": "预算下限|意向总价(最低)|总价下限|budget_min",
    "budget_high": "预算上限|意向总价(最高)|最高预算|Max. Budget",
    "area": "想要面积|面积意向|客户需求面积|建面需求|需求坪數|area_sqm|意向面积段|Size (sq ft)",
    "layout": "想要户型|几居室|户型偏好|需求格局|No. of Bedrooms|Type of Unit|BHK|意向房型",
    "district": "区域需求|关注区域|意向板块|Location Preference|目标区域",
    "horizon": (
        "购房急迫程度|什么时候买|您计划什么时候买房|预计下定时间|购房期限|拟购房时间|"
        "Planned Purchase Date|預計購屋時間|When to Buy"
    ),
    "usage": "自住/投资|房屋用途|置业初衷|购房原因|Purpose of Purchase|Buying Reason",
    "customer_type": "首置/改善|第几次置业|客群类型|首套/二套|Customer Type",
    "competitor": (
        "看过哪些楼盘|还看了哪些楼盘|其他在看楼盘|对比项目|關注競品|Compared With|"
        "Other projects considered"
    ),
    "funds": "付款形式|按揭方式|首付准备情况|是否卖房|置换需求|资金来源|Mode of Payment|Funding",
    "resistance": (
        "抗性因素|抗拒点|阻力点|不买原因|犹豫原因|放弃原因|无意向原因|Reason for not buying|Lost Reason|"
        "客户顾虑"
    ),
    "need_change": "需求变更|需求更新|需求变化点|Need Changes",
    "deposit": "认购书签订日期|定购日期|預約金日期|付定时间|Date of Booking|大定时间",
    "contract": "草签日期|正签日期|合同签订日期|SPA Date|Date of Contract|簽約日",
    "handover": "交屋日期|合同交付日期|收楼日期|Possession Date",
    "moved_in": "入伙时间|Move-in Date|Move in",
    "cancelled": "退认购日期|挞定日期|解约日期|退戶日期|Cancelled On",
    "amount": "成交总金额|成交额|房款总额|签约价|网签总价|成交總價|Transaction Amount",
    "unit": "门牌号|认购单位|房间全称|Apartment No|Flat No|签约房源|戶別",
    "building": "楼栋|栋号|幢|Tower|樓棟號",
    "customer_number": "客户编码|CRM客户ID|會員編號|cust_id|Client ID",
    "opt_out": "请勿致电|免打扰|是否退订|拒接营销|勿擾|do_not_contact|同意短信(退订)",
    "consent": "是否同意联系|隐私协议|個資同意|可否联系",
    "consent_phone": "是否接受电话|是否愿意接听回访电话|是否同意回访",
    "consent_sms": "是否接受短信|同意接收短信|SMS Consent",
    "forbidden": "身份證字號|开户银行|NRIC|健康状况|银行卡(后四位)|护照号",
    "running": "序号|No.|项次|ID|S/N",
    "caller": "主叫方|来电显示号码|From Number|Calling Number",
    "callee": "被叫方|Called Number|To Number",
    "updated": "资料更新日期|最后修改时间|Last Modified|last_update_time",
    "preferred_time": "方便接听时间|最佳联系时间|Best Time to Call",
    "rest_days": "轮休日|休假日|Days Off|休息安排",
    "is_vip": "是否重点客户|VIP客户",
}  # fmt: skip

# Nobody's but their own: other people's numbers and names, other money, other days, figures and addresses.
NOT_OURS = (
    "顾问电话|置业顾问电话|销售电话|渠道电话|中介电话|项目电话|案场电话|经纪人手机|报备人手机号|"
    "紧急联系人电话|緊急聯絡人|配偶电话|配偶姓名|家属电话|共有人电话|监护人电话|物业电话|客服电话|"
    "主管电话|电话(顾问)|姓名（配偶）|渠道公司负责人|渠道经理|推荐人姓名|联系人关系|Agent Phone|"
    "Broker Mobile|Emergency Contact|Spouse Name|Referrer Name|成交面积|认购面积|现居住面积|赠送面积|"
    "公摊面积|车位面积|总楼层|居住区域|工作区域|来自区域|居住小区|家庭住址|籍贯|Home Address|City|"
    "Nationality|年龄|性别|职业|家庭年收入|车牌|项目名称|楼盘名称|案场|部门|所属公司|"
    "Project Name|付款日期|到账日期|尾款日期|备案日期|开盘日期|合同到期日|截止日期|"
    "报备有效期|保护期|Payment Date|Invoice Date|定金金额|回款金额|欠款|贷款金额|贷款年限|评估价|租金|"
    "契税|优惠金额|折扣|订单号|报备编号|合同编号|认购书编号|收据编号|Order No|到访次数|跟进次数|来访人数|"
    "No of calls|Visit Count|振铃时长|挂断方|归属地|录音地址|审核状态|结佣状态|业绩归属|广告计划名称|"
    "直播间|主播|是否成交|是否有效|Data Source URL|Response Time ID"
)  # fmt: skip
ENQUIRIES = ("leads", "activities", "visits", "deals")
NOT_USED = "首付预算|首付款|月供|单价|意向单价|成交单价|佣金|佣金比例|Down Payment|Commission|price/sqft"


@pytest.mark.parametrize(
    ("header", "meaning"),
    [(header, meaning) for meaning, spelled in SPELLINGS.items() for header in spelled.split("|")],
)
def test_spellings(header: str, meaning: str) -> None:
    assert meaning_and_unit(header)[0] == meaning


@pytest.mark.parametrize("header", NOT_OURS.split("|"))
def test_headers_that_are_none_of_ours(header: str) -> None:
    """They feed nothing of an enquiry, a talk, a visit or a deal; a profile may know some of them."""
    fed = {meaning for kind in ENQUIRIES for meanings in SOURCES[kind].values() for meaning in meanings}
    assert meaning_and_unit(header)[0] not in fed


@pytest.mark.parametrize("header", NOT_USED.split("|"))
def test_other_money_is_no_budget_and_no_price(header: str) -> None:
    assert meaning_and_unit(header)[0] in ("down_payment", "")


# Kind of a sheet, and its headers with the field each feeds; "-" feeds none.
SHEETS = [
    (
        "visits",
        "序号=-|来访时间=visit_at|客户姓名=name|性别=-|联系电话=phone|居住区域=-|获知渠道=channel|"
        "意向户型=layout|意向面积=area|心理总价=budget|置业目的=usage|意向等级=stated_grade|"
        "接待顾问=consultant|备注=content",
    ),
    (
        "leads",
        "线索ID=customer_number|线索名称=name|手机=phone|城市=-|线索来源=channel|广告计划名称=-|"
        "线索创建时间=created_at|跟进员工=consultant|线索阶段=status|最近跟进时间=updated_at|备注=content",
    ),
    (
        "activities",
        "坐席姓名=consultant|坐席工号=consultant_number|客户号码=phone|呼叫开始时间=at|"
        "通话时长(s)=duration_seconds|是否接通=outcome|挂机方=-|录音链接=-|呼叫类型=direction",
    ),
    (
        "deals",
        "楼栋=unit|单元=unit|房号=unit|业主姓名=name|联系电话=phone|身份证号=-|签约时间=contract_date|"
        "成交总价(万元)=amount|首付款=-|贷款银行=-|交房时间=handover_date|置业顾问=consultant",
    ),
    (
        "leads",
        "姓名=name|電話=phone|來源=channel|登記日=created_at|需求坪數=area|預算(萬)=budget|居住地=-|職業=-|"
        "等級=stated_grade|業務=consultant|備註=content",
    ),
    (
        "leads",
        "Full Name=name|Mobile No.=phone|Email=-|Nationality=-|Enquiry Date=created_at|Source=channel|"
        "Interested Project=-|Unit Type=layout|Budget (AED)=budget|Sales Agent=consultant|Status=status|"
        "Remarks=content|Next Follow-up Date=next_date",
    ),
    (
        "activities",
        "Date=at|Time=at|Agent=consultant|Client Name=name|Contact Number=phone|Call Type=direction|"
        "Outcome=outcome|Duration (min)=duration_seconds|Notes=content|Next Action Date=next_date",
    ),
    (
        "units",
        "房源编号=unit|楼层=floor|户型=layout|建筑面积(㎡)=area|套内面积(㎡)=-|单价(元/㎡)=-|"
        "总价(元)=unit_price_total|朝向=orientation|装修标准=decoration|销售状态=is_on_sale|是否主力=is_main",
    ),
    (
        "consultants",
        "姓名=name|工号=consultant_id|岗位=role|手机=phone|入职日期=-|是否在职=is_active|"
        "轮休日=rest_days|每日任务上限=capacity",
    ),
    (
        "leads",
        "留资时间=created_at|昵称=name|手机号=phone|微信号=wechat|留资渠道=channel|主播=-|所在城市=-|"
        "意向楼盘=-|购房预算=budget|分配顾问=consultant|客户意向=stated_grade",
    ),
    (
        "visits",
        "来人日期=visit_at|来人姓名=name|来人电话=phone|媒体=channel|来人区域=-|意向户型=layout|预算=budget|"
        "销售员=consultant|判定等级=stated_grade|未购原因=resistance",
    ),
    (
        "leads",
        "登记时间=created_at|姓名=name|联系电话（必填）=phone|微信（选填）=wechat|"
        "您从哪里了解到本项目=channel|您的购房预算=budget|您想买的户型=layout|您计划什么时候买房=horizon|"
        "是否愿意接听回访电话=consent_phone",
    ),
    (
        "deals",
        "签约编号=-|认购人=name|认购人电话=phone|共有人=-|共有人电话=-|认购时间=deposit_date|认购总价=amount|"
        "认购面积=-|定金金额=-|推荐人=-|置业顾问=consultant|业绩归属=-|退房日期=cancelled_date",
    ),
    (
        "leads",
        "客户名=name|电话=phone|归属顾问=consultant|入公海时间=-|最后一次跟进时间=updated_at|"
        "最后一次跟进内容=content|跟进次数=-|到访次数=-|客户来源=channel|创建时间=created_at",
    ),
    (
        "visits",
        "日期=visit_at|客户=name|电话=phone|渠道=channel|渠道公司=-|渠道经纪人电话=-|是否首次到访=-|"
        "预算=budget|面积=area|顾问=consultant",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "spelled"), SHEETS)
def test_whole_headers(kind: str, spelled: str) -> None:
    pairs = [(header, field) for header, _, field in (pair.rpartition("=") for pair in spelled.split("|"))]
    cells = [header_cell(position, header, {}) for position, (header, _) in enumerate(pairs)]
    assert recognise_kind(cell.meaning for cell in cells) == kind
    nothing_told = Values(lambda column, field: 0.0, lambda column: False, lambda names, numbers: False)
    fed = assign_columns(kind, cells, nothing_told).positions
    assert {header: fed.get(position, "-") for position, (header, _) in enumerate(pairs)} == dict(pairs)
