"""Headers as many offices would write them, each alone among usual ones: the field that it feeds."""

import pytest

from pipeline.intake.headers import header_cell
from pipeline.intake.sheet_kinds import Values, assign_columns, recognise_kind

NOTHING_TOLD = Values(lambda column, field: 0.0, lambda column: False, lambda names, numbers: False)
USUAL = {
    "leads": {"name": "客户姓名", "phone": "手机号", "created_at": "登记日期", "channel": "客户来源"},
    "activities": {"name": "客户姓名", "phone": "手机号", "at": "跟进时间", "mode": "跟进方式",
    "content": "跟进内容"},
    "visits": {"name": "客户姓名", "phone": "手机号", "visit_at": "来访时间", "channel": "获知渠道"},
    "deals": {"name": "客户姓名", "phone": "手机号", "unit": "房号", "deposit_date": "认购日期",
    "amount": "成交总价"},
    "units": {"unit": "房号", "layout": "户型", "area": "面积", "unit_price_total": "总价(万)"},
    "consultants": {"name": "姓名", "consultant_id": "工号", "role": "岗位", "is_active": "是否在职"},
}  # fmt: skip
CASES = {
    ("leads", "name"): (
        "来访登记人|咨询客户姓名|客户贵姓|您的姓名|您的称呼|购房者姓名|意向购房人|潜在客户姓名|报名人姓名|"
        "客户姓名(必填)|*客户名称*|客户 / 姓名|客\u3000户\u3000姓\u3000名|客户全称|看房客户|看房客姓名|"
        "客户昵称|购房意向人姓名|主购房人|客户姓名：|买家姓名|预约客户姓名|权益人姓名|来电人姓名|客户联系人|"
        "客戶大名|來賓姓名|買方姓名|訪客姓名|貴客姓名|來客大名|聯絡人姓名|洽詢人姓名|Purchaser Name|Name of "
        "Buyer|Customer's Name|Client Full Name|Enquirer|Lead Contact Name|Prospect Full Name|Applicant Name|"
        "Guest|Customer name (required)|cust_name|buyerFullName|Party Name|Buyer(s)|Inquirer Name|Registrant "
        "Name|Contact Person Name|Primary Buyer|Client"
    ),
    ("leads", "phone"): (
        "客户手机号（必填）|移动电话|手机(11位)|联系方式（手机）|您的手机号|本人联系方式|客户联系号码|"
        "买家手机|购房者电话|来访客户电话|手机号/电话|TEL/手机|客户电话①|手提电话|手提號碼|客户常用手机|"
        "登记手机|报名电话|预留手机号|来访人手机|联系电话（手机优先）|主要联系电话|有效手机号码|客户手机号码*|"
        "手机（微信同号）|电话号|聯絡手機|行動電話號碼|手機號碼(必填)|連絡電話|聯絡電話1|大哥大|客戶手機|"
        "手提電話號碼|流動電話|Mobile # *|Customer Contact No.|Cell No|Buyer Mobile|Client Tel|Contact Tel. "
        "No.|Primary Phone|HP No|Handphone|Hand Phone No.|Phone (mobile)|Mobile Phone Number|lead_phone|Best "
        "Contact Number|Customer Cell|Whatsapp No.|Telephone No.|Main Phone|Phone/Mobile|mobile_no|Ph. No.|"
        "Daytime Phone"
    ),
    ("leads", "phone_2"): (
        "第二手机号|备用手机号码|电话二|联系电话②|备用联系方式|手机号码2|客户其他电话|次要联系电话|另一手机号|"
        "Alternative Number|Second Phone|Mobile 2|Alt. Mobile|Other Contact No|Secondary Contact Number|"
        "Backup Phone"
    ),
    ("leads", "other_phone"): (
        "家庭座机|家庭固话|住宅电话|宅电号码|办公室电话|公司座机|固话(含区号)|住家電話|Residence Phone|Home "
        "Tel.|Office Number|House Phone|Work Phone No|Fixed Line|Landline No."
    ),
    ("leads", "wechat"): (
        "微信账号|客户微信号码|个人微信|微信/企微|WX|WeChat Account|We Chat ID|Weixin ID|Wechat Handle|WeChat "
        "Number"
    ),
    ("leads", "created_at"): (
        "来源登记日期|线索录入日期|客户建档日|首次登记日|收到日期|线索产生时间|信息登记日期|客户获取日期|"
        "留资日期时间|提交问卷时间|首次留电日期|建卡日期|建卡时间|资料建立日|客户新增日期|首次报备时间|"
        "接收线索时间|注册日期|答题时间|报名时间|填单日期|留單日|建檔日|登錄時間|來電日|查詢日期|留名單日期|"
        "登記日期|Lead Generated On|Enquired On|Date Received|Inquiry Received Date|Registration Time|Lead "
        "Capture Date|First Enquiry Date|Date of Inquiry|Created Time|Lead In Date|Signup Date|Date "
        "Registered|Entry Date|createdDate|Lead Creation Date|Date Added|First Inquiry"
    ),
    ("leads", "channel"): (
        "通过何种渠道得知|您是怎么知道我们的|客户渠道来源|信息渠道来源|来访途径（单选）|首次获知途径|认知媒体|"
        "媒体渠道|知悉途径|知晓渠道|来源类型|引流来源|客户来源途径|渠道大类|从哪个渠道了解|来客渠道|"
        "一级渠道来源|流量渠道|客源渠道|推介渠道|获悉渠道|得知管道|訊息管道|資訊管道|媒體來源|廣告來源|"
        "來客管道|客源管道|認識管道|查詢來源|資料來源|Lead Channel|Where did you hear about us?|Source of "
        "Lead|Enquiry Source|Media Source|Marketing Source|Acquisition Channel|Referral Channel|Ad Channel|"
        "Lead Source Name|Traffic Source|Origin of Lead|Heard From|Source of Information|How did you find us|"
        "utm source|Advertising Source"
    ),
    ("leads", "consultant"): (
        "接待置业顾问|首访置业顾问|跟进置业顾问姓名|销售专员|客户经理|置业管家|案场销售|归属销售|所属业务员|"
        "服务顾问|主责顾问|负责销售|维护顾问|业务姓名|接待销售员|接待业务|责任销售|跟进责任人|归属置业顾问|"
        "销售顾问姓名|顾问名字|现归属顾问|接待業務|負責業務|銷售專員|代銷業務|跑單人員|負責代理|銷售代表|"
        "跟進同事|負責同事|接待人員姓名|業務員姓名|Sales Consultant|Property Consultant|Assigned Agent|Sales "
        "Person|Sales Officer|Handled by|Sales Executive Name|Account Owner|Lead Owner Name|Sales Advisor|"
        "Relationship Manager|Attending Agent|Responsible Salesperson|Assigned Salesperson|Agent In Charge|PIC"
    ),
    ("leads", "consultant_number"): (
        "置业顾问工号|销售工号|顾问编号|员工编号|业务员代码"
    ),
    ("leads", "stated_grade"): (
        "客户意向等级|意向评级|购房意向度|客户诚意度|客户级别(A/B/C)|意向分级|诚意等级|客户ABC|意愿强弱|"
        "客户温度|意向高低|购房诚意|客户分级(ABC)|等级（A/B/C/D）|意向星级|客户评分等级|客户评定等级|销售判级|"
        "购买诚意度|誠意等級|購買意願度|客戶等第|客戶等級|意願等級|客級|成交意願|Lead Temperature|Interest "
        "Level|Lead Rating (A/B/C)|Customer Grade|Hotness|Intent Level|Quality|Prospect Grade|Buyer Category "
        "(A/B/C)|Level of Intent|Customer Rating|Heat|Seriousness|Lead Category (Hot/Warm/Cold)"
    ),
    ("leads", "status"): (
        "客户当前状态|目前跟进状态|跟进进度|客户所处阶段|线索处理状态|销售跟进状态|最新客户状态|客户最新状态|"
        "购房阶段|客戶目前狀態|追蹤狀態|目前進度|客戶進度|跟進狀況|Current Status|Sales Stage|Lead Stage|Deal "
        "Stage|Status of Lead|Follow-up Status|Opportunity Stage|Customer Stage"
    ),
    ("leads", "horizon"): (
        "预计多久购房|计划置业时间|购房时间计划|打算何时买房|意向购买周期|预计买房时间|购房意向时间|"
        "置业时间计划|近期购房计划|购房周期(月)|期望购房时间|准备什么时候买|预期置业时间|购买时间预期|"
        "拟购房周期|多久内买房|考虑购房时间|預計購屋時間|購屋時程|計畫購屋時間|預計購買時程|打算何時購屋|"
        "預計入市時間|置業時間表|何時購屋|Purchase Timeframe|Expected Purchase Date|Planned Purchase Time|"
        "When are you planning to buy?|Buying Horizon|Time to Purchase|Intended Purchase Date|How soon do you "
        "plan to buy|Decision Timeline|Target Purchase Date"
    ),
    ("leads", "budget"): (
        "购房总预算|总价预算（万元）|可接受总价|预算总额|心理价位(万)|预算范围/万|客户预算区间|意向总价段|"
        "总价需求|购房预算（单位：万元）|预算金额|资金预算|可承受总价(万)|總預算|购房资金预算|预算上下|"
        "期望价格|能承受总价|目标总价|预算约(W)|意向价格|購屋總預算|預算(萬元)|總價預算|可負擔總價|"
        "預算金額(萬)|置業預算|負擔總價|Budget (CNY)|Price Range|Max Budget Range|Purchase Budget|Client's "
        "Budget|Budget (10k RMB)|Preferred Price|Budget in AED|Budget Amount|Price Budget|Affordability|Est. "
        "Budget|Total Budget|Buying Budget"
    ),
    ("leads", "budget_low"): (
        "预算(最低)|预算起|最低总价|预算低值|预算下限(万)|最低预算(万)|Budget From|Min. Price|Lower Budget|"
        "Lowest Budget|Budget (min)"
    ),
    ("leads", "budget_high"): (
        "预算(最高)|总价上限(万)|最高总价|预算高值|最高可承受总价|Budget To|Max. Price|Upper Budget|Highest "
        "Budget|Budget (max)|Maximum Budget"
    ),
    ("leads", "area"): (
        "意向面积（㎡）|需求面积段|面积要求|期望面积(平)|意向建筑面积|需求平方数|想要多大面积|意向面积区间|"
        "面积偏好|目标面积|所需面积|面积意向(m²)|需求坪數(坪)|购房面积需求|意向平米数|需求坪數|希望坪數|"
        "坪數需求(坪)|權狀坪數需求|實用面積需求|需求坪數區間|Preferred Size (sqm)|Required Area (m2)|Desired "
        "Size|Area Required|Size Preference|Unit Size|Size (m²)|Preferred sqm"
    ),
    ("leads", "area_low"): (
        "最小面积|面积下限|最小意向面积|面积(最小)"
    ),
    ("leads", "area_high"): (
        "最大面积|面积上限|面积(最大)"
    ),
    ("leads", "layout"): (
        "需求房型|意向户型（多选）|户型意向|房型偏好|期望户型|意向房数|几房需求|户型要求|需要几房|想要几房|"
        "意向居室|意向几居|购买户型|关注房型|目标户型|房间数需求|需求房型|希望房型|格局需求(房)|需求格局|"
        "房數需求|間隔要求|間隔|需求房數|Bedrooms Required|Preferred Unit Type|No of Beds|Bedroom(s)|Number "
        "of Rooms|Desired Layout|Preferred Layout|Bedroom Type|Rooms|Configuration|Typology|Room Preference"
    ),
    ("leads", "customer_type"): (
        "置业类型|客户属性|首置还是改善|刚需还是改善|置业性质|客户置业类型|购房类别|首次置业/改善|首改/再改"
    ),
    ("leads", "usage"): (
        "购房用途（自住/投资）|买房目的|购屋動機|购房动因|置业目的(多选)|使用目的|购买用途|购房初衷|买房用途|"
        "購屋動機|購屋用途|置業用途|購買動機|購屋目的|Reason for Buying|Purchase Purpose|Purpose of Buying|"
        "End Use / Investment|Own Use or Investment|Intended Use|Buying Motive"
    ),
    ("leads", "district"): (
        "意向板块|区域偏好|意向地段|目标板块|期望区域|想买的区域|购房意向区域|意向片区|关注板块|需求区域|"
        "購屋區域|希望區域|意向地區|需求區域|屬意地區|理想地區|Preferred Location|Desired District|Location "
        "Interested|Preferred Region|Preferred Neighbourhood"
    ),
    ("leads", "school"): (
        "学区要求|是否需要学区|学位需求|子女就学需求|对口学校要求|学校需求"
    ),
    ("leads", "decoration"): (
        "装修偏好|装修需求|意向装修|装修类型需求|期望装修标准"
    ),
    ("leads", "floor"): (
        "楼层偏好|期望楼层|楼层要求|楼层需求|意向楼层段|偏好楼层"
    ),
    ("leads", "orientation"): (
        "朝向要求|朝向偏好|期望朝向|朝向需求"
    ),
    ("leads", "transport"): (
        "交通要求|地铁需求|交通偏好"
    ),
    ("leads", "funds"): (
        "付款意向|付款方式意向|资金状况|是否贷款|贷款需求|资金来源情况|支付方式|购房款来源|按揭/全款|"
        "是否需要卖房|首付准备情况|付款方式|資金來源|貸款需求|是否需換屋|Payment Method|Mode of Financing|"
        "Cash/Mortgage|Financing Method|Payment Mode|Loan or Cash|Finance Type"
    ),
    ("leads", "competitors"): (
        "对比楼盘|竞品关注|还看过哪些项目|对比竞品|其他关注楼盘|看过的楼盘|在看项目|意向竞品|竞品项目名称|"
        "主要对比项目|关注竞品|比較個案|競品個案|比較建案|看過個案|已看個案|競爭個案|Competing Projects|Other "
        "Projects Visited|Competitor Project|Also Considering|Comparing With|Competitors Viewed"
    ),
    ("leads", "referrer_phone"): (
        "推荐人手机号|老带新推荐人电话|介绍人联系方式|推荐业主电话|介绍人手机号码|转介绍人电话|推荐人联系电话|"
        "Referrer's Phone|Referral Phone Number|Introducer Mobile|Referred By (Phone)|Referrer Contact No"
    ),
    ("leads", "preferred_mode"): (
        "希望联系方式|Preferred Channel of Contact|Preferred Mode of Contact"
    ),
    ("leads", "preferred_time"): (
        "方便接听时段|希望联系时间|合适联系时间|方便联络时间|可联系时间|联系时间段|Best Time to Contact|"
        "Preferred Call Time|Convenient Time|Best Contact Time"
    ),
    ("leads", "is_vip"): (
        "是否贵宾|VIP标识|是否VIP客户|重点客户"
    ),
    ("leads", "consent"): (
        "是否授权联系|营销授权|是否同意被联系|授权情况|个人信息授权|同意个人信息使用|隐私授权|同意营销联络|"
        "個資使用同意|個資授權|是否同意個資|同意書簽署|Marketing Consent|Consent to Contact|Agree to be "
        "contacted|Permission to Contact|PDPA Consent|Opt In|Contact Permission"
    ),
    ("leads", "consent_phone"): (
        "是否同意电话回访|同意电话联系|电话联系授权|是否愿意接电话|电话营销同意|可否电话联系|Consent (Phone)|"
        "Consent to Call|Phone Opt-in|Allow Calls"
    ),
    ("leads", "consent_sms"): (
        "是否同意接收短信|短信通知同意|短信营销授权|可否发短信|Consent (SMS)|SMS Opt-in|Allow SMS"
    ),
    ("leads", "consent_wechat"): (
        "是否同意微信联系|微信联系授权|可否微信联系|同意加微信"
    ),
    ("leads", "opt_out"): (
        "是否拒绝回访|拒接电话|请勿打扰|不要再联系|是否加入黑名单|拒绝营销|拒绝被联系|退订短信|DNC标记|"
        "勿再联系|拒絕行銷|請勿來電|勿擾名單|不願再聯絡|拒收簡訊|DNC|Do not disturb|Unsubscribe|Opted Out|"
        "Blacklisted|Do-Not-Contact|No Calls|DNC Flag|Refuse Contact"
    ),
    ("leads", "content"): (
        "跟进备注|客户备注信息|首次接待情况|客户情况描述|沟通记录备注|接待记录|客户描述备注|备注说明|其他说明|"
        "客户需求描述|补充说明|情况说明|客户基本情况描述|客戶狀況描述|洽談紀錄|訪談紀要|備註事項|備註欄|"
        "客戶反應|接待紀錄|追蹤紀錄|Comments / Remarks|Additional Notes|Lead Notes|Sales Remarks|Customer "
        "Notes|Requirements|Follow up remarks|Additional Information|Conversation Notes|Message"
    ),
    ("leads", "next_date"): (
        "下次回访日|计划下次联系时间|预计下次跟进日期|下次回访时间安排|下次邀约日期|下次约见时间|下次来访时间|"
        "预约复访时间|下回联系日期|再次联系时间|计划回访日期|约定回访日期|下次见面日期|预约下次到访|"
        "下次追蹤日|下次聯絡日|預約回訪|下次聯絡時間|下次跟進日期|約訪日期|下次約訪|Next Follow Up On|"
        "Follow-up Due|Next Call|Next Contact On|Next Meeting Date|Next Follow-up (date)|Next Appointment|"
        "Date of Next Follow-up|Next Touch|Callback Date"
    ),
    ("leads", "customer_number"): (
        "客户ID号|客户档案编号|客户唯一编号|客户代码|客户编码(系统)|CRM编号|客戶代號|客戶編碼|客編|顧客編號|"
        "Customer Code|Client No.|Customer Ref|CRM ID|Cust ID|Customer Reference No"
    ),
    ("leads", "updated_at"): (
        "最新更新时间|最近修改日期|最后更新日|资料更新时间|客户更新时间|数据更新时间|Last Edited|Updated On|"
        "Modified Date|Date Modified|Last Update|Modified Time|Date Last Updated"
    ),
    ("leads", "preferred_name"): (
        "客户称谓|客户尊称"
    ),
    ("leads", "resistance"): (
        "客户抗性点|主要抗性|购买抗性|抗性描述|未成交原因分析|客户异议点|不购买理由|未认购原因|主要顾虑|"
        "流失原因分析|未購原因|抗性原因|客戶抗性|不購買因素|未成交因素|Reason Lost|Objection|Main Concern|Why "
        "Not Buying|Key Objections|Barriers|Reason for Not Buying|Reason for Loss"
    ),
    ("leads", "need_change"): (
        "需求变动|需求变化情况|客户需求变化|最新需求变化"
    ),
    ("activities", "at"): (
        "联系日|沟通时间点|电话拨打时间|通话起始时间|呼叫发起时间|联系日期时间|本次联系时间|拨出时间|接通时间|"
        "电联时间|跟进发生时间|跟进日|回访日|本次回访日期|拜访日期|沟通日|联系客户时间|追蹤日|聯絡時間|"
        "洽談日期|通話日期時間|外呼开始时间|呼叫开始|跟访时间|触达时间|联系的时间|电访日期|Date & Time of "
        "Call|Call Datetime|Contacted On|Interaction Date|Date of Contact|Follow-up On|Activity Time|Time of "
        "Call|Call Started|Communication Date|Touchpoint Date|Call Timestamp|Call Placed At|Meeting Date"
    ),
    ("activities", "mode"): (
        "联系途径|联系类型|沟通形式|回访形式|跟进手段|联系客户方式|联络形式|追蹤方式|本次跟进方式|跟进类别|"
        "互动方式|接触形式|沟通类型|Follow-up Method|Channel of Contact|Contact Type|Communication Channel|"
        "Interaction Type|Method of Contact|Mode of Communication|Followup via|Contact via|Medium of Contact"
    ),
    ("activities", "outcome"): (
        "联系结果|沟通结果|呼叫结果|拨打结果|接听情况|通话状态|跟进结论|回访结果|外呼结果|接通与否|"
        "电话接通情况|聯絡結果|通話狀態|本次跟进结果|触达结果|呼叫状态|Call Result|Disposition|Result of Call|"
        "Contact Result|Call Answered?|Call Status|Contact Outcome|Result|Follow-up Result"
    ),
    ("activities", "direction"): (
        "呼叫类型|主叫/被叫|呼入呼出|话单方向|拨打方向|来电/去电|進出線|進線/外撥|Inbound/Outbound|In/Out|"
        "Call Direction|Incoming/Outgoing|Call Type"
    ),
    ("activities", "duration_seconds"): (
        "通话时长（秒）|通话总时长(s)|通话秒|时长/秒|接通时长(秒)|通话长度(秒)|通話時間(秒)|沟通时长(秒)|"
        "持续时长|Talk Time (s)|Length of Call (sec)|Call Length (seconds)|Duration (sec)|Call Duration (s)|"
        "Duration (secs)"
    ),
    ("activities", "content"): (
        "沟通内容摘要|跟进详情描述|本次沟通内容|通话内容记录|谈话要点|客户反馈内容|聊天内容|回访详情|沟通过程|"
        "洽談紀錄|联系内容|追蹤內容|訪談內容|客户反馈|跟进说明|对话摘要|跟进纪要|本次跟进情况|交流内容|"
        "通话纪要|Call Summary|Discussion Notes|Follow-up Comments|Meeting Notes|Call Remarks|Conversation "
        "Details|Interaction Notes|Customer Feedback|Minutes"
    ),
    ("activities", "next_date"): (
        "下次跟进日|下次联系日|计划再联系时间|下次追踪时间|预计回访日期|下一次跟进时间|下一次联系日期|"
        "预约下次时间|下步跟进时间|Follow-up On (next)|Next Call Date|Next Followup|Reminder Date"
    ),
    ("activities", "next_mode"): (
        "下次联系方式|下次沟通方式|下一步跟进方式|下次联络方式"
    ),
    ("activities", "next_aim"): (
        "下次跟进目标|下次跟进内容|下一步措施|下次沟通重点|下一步跟进计划|下次跟进要点|后续跟进策略|"
        "后续跟进动作|下一步行动|Next Steps|Action Required|Next Action|Purpose of Next Call|Follow-up Action"
    ),
    ("activities", "promise"): (
        "承诺客户事项|对客户承诺|答应事项|承诺内容|许诺事项"
    ),
    ("activities", "material"): (
        "已送资料|发送资料|提供资料|发送材料|赠送资料|已发送资料|给到资料"
    ),
    ("activities", "record_number"): (
        "跟进记录编号|通话ID|录音编号|话单号|呼叫流水号|通话流水|跟进ID|记录ID|Call ID|Activity No|Log ID|"
        "Call Reference"
    ),
    ("activities", "consultant"): (
        "跟进人姓名|通话人员|拨打人|呼叫人|外呼员|沟通人|回访专员|跟进置业顾问|呼叫坐席|坐席名称|跟进同事|"
        "记录人|经手人|Called By|Contacted By|Made By|Agent|Logged By|Rep|Staff"
    ),
    ("activities", "phone"): (
        "对方电话|对方号码|客户被叫号码|呼叫号码|拨打号码|通话号码|被呼叫号码|客户来电号码"
    ),
    ("activities", "resistance"): (
        "客户抗性|异议内容|抗性类别|未到访原因|客户疑虑"
    ),
    ("activities", "need_change"): (
        "需求变化|需求变化点|客户新需求"
    ),
    ("activities", "status"): (
        "跟进后状态|客户状态(跟进后)|当前客户状态"
    ),
    ("activities", "stated_grade"): (
        "跟进后等级|当前意向等级"
    ),
    ("activities", "recorded_at"): (
        "录入时间|登记时间|记录日期|系统录入时间|填报时间"
    ),
    ("visits", "visit_at"): (
        "来访日期时间|首次到访时间|到访登记时间|到案场时间|来现场日期|本次来访时间|到访时间点|来访日|来訪日|"
        "參觀時間|看樓日期|到場日期|睇樓日期|来访登记时间|实际来访时间|到访售楼处日期|案场来访日期|"
        "看房时间(到达)|接待开始时间|到达时间"
    ),
    ("visits", "channel"): (
        "来访客户来源|到访渠道来源|来访媒体|来访得知途径"
    ),
    ("visits", "consultant"): (
        "接待人姓名|本次接待顾问|接待顾问姓名|接访销售|接待同事"
    ),
    ("visits", "content"): (
        "接待情况描述|来访情况记录|现场反馈|参观反馈|接待要点|客户来访反馈"
    ),
    ("visits", "stated_grade"): (
        "来访意向等级|接待评级|到访后意向等级|来访客户级别"
    ),
    ("visits", "next_date"): (
        "预计复访时间|下次到访时间|约定复访日期|预约再访日期"
    ),
    ("visits", "resistance"): (
        "未认购原因|当日未成交原因|未下定原因"
    ),
    ("deals", "name"): (
        "买受人姓名|认购客户姓名|购房人（主）|签约客户名称|产权人姓名|业主名|购买人|承購人|買方姓名|"
        "买方（乙方）|Purchaser|Buyer 1|Buyer Name(s)|Allottee Name"
    ),
    ("deals", "phone"): (
        "买受人电话|认购客户电话|产权人手机|业主手机号码|签约人联系电话|购房人联系方式"
    ),
    ("deals", "unit"): (
        "认购房源|签约房号|房屋编号|购买房号|房号全称|成交房源|戶別編號|單位編號|铺位号|室号(房号)|房源号|"
        "选定房号|Unit|Flat Number|Unit Ref|Property No.|Apartment|Plot/Unit No|Unit Sold|House No.|Unit "
        "Purchased"
    ),
    ("deals", "amount"): (
        "成交价（元）|签约总金额|合同总价款(元)|认购总房款|成交总房款|房屋总价款|合同总额|签约总价(万)|"
        "成交總金額|售价总额|最终成交价|实际成交总价|网签金额|Sales Value|Net Price|Transacted Price|Sold "
        "Price|Total Consideration|Agreement Value|Selling Price|Final Price|Purchase Price|Deal Value|"
        "Contract Price"
    ),
    ("deals", "deposit_date"): (
        "认购签署日期|下定日|定金缴纳日期|认购书签署日期|交定日期|认购时间(下定)|小定日期|下訂日|訂購日期|"
        "付定日期|转认购日期|转大定日期|Reservation Date|Date of Booking|Deposit Paid On|Deposit Date|EOI "
        "Date|Booked On|Token Date"
    ),
    ("deals", "contract_date"): (
        "签约日|合同签署日期|正式签约日期|网签日|商品房合同签订日期|購屋簽約日|签合同时间|正式合同日期|"
        "网签时间|合同日期|Agreement Date|SPA Signed Date|Contract Signed On|Date of Agreement|Signing Date|"
        "Contract Signing Date|SPA Date"
    ),
    ("deals", "handover_date"): (
        "交付日期|合同约定交房日期|预计交房时间|交屋日|约定交付时间|实际交房日期|收房日期|交樓日期|Key "
        "Handover|Completion Date|Possession|Expected Handover|Delivery Date|Keys Handed Over|Handover"
    ),
    ("deals", "move_in_date"): (
        "搬入日期|实际入住时间|入伙日期|入住时间"
    ),
    ("deals", "cancelled_date"): (
        "退房时间|退定日期|解约时间|退款退房日期|退認購日期|退戶日|撤单日期|取消认购日期|终止日期|Cancelled "
        "Date|Cancellation Date|Date of Cancellation|Rescinded On|Terminated On|Withdrawn Date"
    ),
    ("units", "unit"): (
        "房源号|房屋编号|单元房号|房间编号|戶號|房源名称"
    ),
    ("units", "layout"): (
        "房型|户型名称|户型结构|几房几厅|居室类型"
    ),
    ("units", "area"): (
        "建筑面积(m²)|建面㎡|预售面积|房屋面积|实测面积|面積(坪)|预测建筑面积|建築面積"
    ),
    ("units", "unit_price_total"): (
        "总价（万元）|房屋总价|挂牌总价|标准总价(元)|折后总价|一房一价总价|销售总价|表价总价|總價(萬)|"
        "底价总价|备案总价"
    ),
    ("units", "is_main"): (
        "是否主推|主力户型标识|是否主力|主推房源"
    ),
    ("units", "is_on_sale"): (
        "房源状态|销控状态|是否可售|销售状态|是否在售|可售状态|去化状态"
    ),
    ("units", "floor"): (
        "所在楼层|楼层"
    ),
    ("units", "orientation"): (
        "房屋朝向|朝向"
    ),
    ("units", "decoration"): (
        "交付标准|装修情况|装修标准"
    ),
    ("consultants", "name"): (
        "员工姓名|人员姓名|顾问姓名|置业顾问姓名|姓名(全名)"
    ),
    ("consultants", "consultant_id"): (
        "员工工号|人员编号|工号/ID|员工编号|顾问工号|員工編號"
    ),
    ("consultants", "role"): (
        "岗位名称|职务|人员角色|担任岗位|职位名称|岗位类别|職稱"
    ),
    ("consultants", "is_active"): (
        "在职/离职|在职状态|人员状态|在岗状态|任职状态"
    ),
    ("consultants", "rest_days"): (
        "每周休息日|固定休息日|休息时间|轮休安排|排休|例休日"
    ),
    ("consultants", "capacity"): (
        "每日接待上限|日任务上限|每天可跟进数|每日最大任务量|任务上限|每日工作量上限"
    ),
}  # fmt: skip
# Other people's, other money, other days: they feed nothing, and take nothing from the usual columns.
NOBODYS = (
    "配偶电话|顾问手机|妻子电话|共同购房人电话|渠道专员电话|分销门店电话|紧急联络人手机|担保人手机|助理电话|"
    "客服热线|同行人电话|"
    "同行人姓名|法定代理人|孩子姓名|项目名称|门店名称|审核人|制表人|现住面积|车位面积|花园面积|月收入|"
    "月供预算|期望单价|"
    "贷款额度|已付定金|装修预算|车位预算|结婚纪念日|预计开盘时间|报备有效期至|首付到账日期|入职日期|导出时间|"
    "现住楼层|户籍所在地|"
    "渠道备注|合同编号|认购书编号|收据号|家庭人口|Agent Mobile|Co-buyer Mobile|Guarantor Phone|Site Hotline|"
    "Approved By|"
    "Monthly Income|Price psf|Loan Approval Date|Launch Date|Current Home Size|Contract No.|"
    "Agreement No|Invoice No|Nationality|Occupation|Number of Visits"
)  # fmt: skip


def fed_by(kind: str, field: str, header: str) -> tuple[str | None, dict[str, str]]:
    """The kind of the usual sheet with this header in the place of its field, and header -> field."""
    headers = [usual for name, usual in USUAL[kind].items() if name != field] + [header]
    cells = [header_cell(position, text, {}) for position, text in enumerate(headers)]
    found = recognise_kind(cell.meaning for cell in cells)
    positions = assign_columns(found, cells, NOTHING_TOLD).positions if found else {}
    return found, {headers[position]: name for position, name in positions.items()}


@pytest.mark.parametrize(
    ("kind", "field", "header"),
    [(kind, field, header) for (kind, field), spelled in CASES.items() for header in spelled.split("|")],
)
def test_a_header_feeds_its_field(kind: str, field: str, header: str) -> None:
    found, fed = fed_by(kind, field, header)
    others = {usual: name for name, usual in USUAL[kind].items() if name != field}
    assert (found, fed) == (kind, {**others, header: field})


@pytest.mark.parametrize("kind", ["leads", "deals"])
@pytest.mark.parametrize("header", NOBODYS.split("|"))
def test_a_header_that_is_nobodys_feeds_nothing(header: str, kind: str) -> None:
    assert fed_by(kind, "", header) == (kind, {usual: name for name, usual in USUAL[kind].items()})
