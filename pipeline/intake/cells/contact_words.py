"""How people write modes, directions, outcomes and statuses. Rules, section 4."""

from typing import Final

from pipeline.intake.cells.words import NO_STATEMENT, WordTable

# mode and direction, joined by a blank; either may be missing
MODES: Final = WordTable(
    {
        "phone inbound": "来电|客户来电|来电咨询|呼入|呼入电话|接听来电|主动来电|进线|inbound call|incoming call"
        "|call in",
        "phone outbound": "去电|呼出|外呼|拨出|回拨|outbound call|outgoing call|call out|cold call",
        "phone": "电话|电访|电联|电话联系|电话跟进|电话回访|电话沟通|电话邀约|邀约|通话|手机|打电话|座机|phone"
        "|call|tel|telephone"
        "|phone call|telephone call",
        "visit inbound": "来访|到访|首访|复访|首次来访|再次来访|首次到访|二访|三访|来访接待|客户到访|客户来访"
        "|自然到访|walk-in|walk in|site visit"
        "|revisit|showroom visit",
        "visit": "带看|上门|看房|看楼|案场接待|接待|参观|赏屋|到场|实地看房|visit|viewing|showing|property viewing",
        "meeting": "面谈|面访|见面|拜访|约见|登门拜访|外出拜访|洽谈|当面沟通|meeting|in person|face to face"
        "|in-person",
        "wechat": "微信|企微|企业微信|微信语音|微信电话|微信视频|微信跟进|微信沟通|微信聊天|微聊|微信联系|wechat"
        "|weixin|wecom|wx",
        "sms": "短信|简讯|讯息|发短信|短讯|sms|text|text message",
        "email": "邮件|电邮|电子邮件|邮箱|email|e-mail|mail",
        "inbound": "inbound|incoming|in|呼入方向|入",
        "outbound": "outbound|outgoing|out|呼出方向|出",
    }
)
DIRECTIONS: Final = WordTable(
    {
        "inbound": "inbound|incoming|in|呼入|来电|客户主动|客户来电|进线|received|接入|打入",
        "outbound": "outbound|outgoing|out|呼出|去电|外呼|主动联系|拨出|made|placed|dialed|打出|回拨",
    }
)
OUTCOMES: Final = WordTable(
    {
        "connected": "已接通|接通|已接|接听|已接听|正常接听|正常通话|有效沟通|已沟通|沟通成功|正常|成功|已联系"
        "|已联系上|联系上|有人接听"
        "|connected|answered|completed|reached|spoke|contacted|talked|success|successful|contact made|interested",
        "no_answer": "未接|未接听|无人接听|无人接|没人接|没人接听|不接|未接通|没接通|无法接通|暂时无法接通"
        "|暂无法接通|不在服务区|无应答|没接"
        "|没有接听|未接电话|no answer|not answered|unanswered|missed|missed call|no pickup|not reached|voicemail"
        "|left voicemail"
        "|left message|unreachable|not reachable",
        "busy": "占线|忙线|忙音|通话中|正在通话|正在通话中|用户忙|busy|line busy|engaged",
        "switched_off": "关机|已关机|手机关机|switched off|phone off|powered off",
        "rejected": "拒接|秒挂|挂断|挂机|直接挂断|被挂断|接通后挂断|拒听|rejected|hung up|hang up|declined",
        "invalid_number": "停机|空号|已停机|欠费停机|号码不存在|号码错误|无效号码|号码无效|错误号码|空号停机|号码有误"
        "|invalid number|disconnected|number not in service|not in service|out of service",
        "wrong_person": "非本人|不是本人|打错|打错了|错号|号码非本人|非机主|wrong person|wrong number",
        "wechat_added": "已加微信|加微信|加了微信|已添加微信|微信已加|已加企微|添加微信成功|微信通过"
        "|wechat added|added wechat|added on wechat",
        "visit_agreed": "已约到访|约到访|约访成功|邀约成功|已邀约|已约看房|约看房|已约来访|约来访|预约到访"
        "|预约看房|已预约|承诺到访|答应到访|约定到访"
        "|visit agreed|visit booked|visit scheduled|appointment|appointment set|appointment booked|scheduled visit",
        "call_back": "稍后联系|稍后再联系|稍后再打|稍后回电|稍后|晚点联系|晚点打|晚点再打|再联系|改天联系|不方便"
        "|不方便接听|在开会|开会中|在忙|没空"
        "|过后联系|预约回电|待回电|回头联系|call back|callback|call later|call back later|busy call later",
        "not_interested": "无意向|没意向|没有意向|无意愿|不感兴趣|没兴趣|无兴趣|不考虑|不需要|不买|不买了"
        "|暂无意向|无购房意向|无需求|没需求"
        "|not interested|no interest|no need",
        "bought_elsewhere": "已购他处|已购他盘|已买其他|已买别处|买了别的|他处已购|已购其他楼盘|购买竞品"
        "|已购竞品|已买其他楼盘|在别处买了"
        "|bought elsewhere|purchased elsewhere|bought another",
        "agent": "同行|中介|同业|同行踩盘|踩盘|同行市调|市调|经纪人|agent|broker|competitor",
        "do_not_disturb": "勿扰|请勿打扰|勿打扰|拒绝来电|不要再打|别再打|别打了|不要打电话|要求不再联系|拒绝联系"
        "|拒绝再联系|投诉骚扰|免打扰"
        "|dnc|do not call|do not disturb|don't call|do not contact|stop calling",
        "replied": "已回复|有回复|回复|已回|已读已回|replied|responded|reply",
        "no_reply": "未回复|没回复|不回复|无回复|未回|不回|没回|已读不回|无回应|no reply|no response|not replied",
    }
)
STATUSES: Final = WordTable(
    {
        "initial": "初步了解|已到访|到访|已来访|来访|已带看|已看房|首访|复访|初步接触|初访|了解阶段|看房"
        "|site visit|visited|site visited"
        "|initial|visit done|viewed",
        "needs_clear": "需求明确|已明确需求|明确需求|有需求|需求清晰|qualified|needs clear|needs_clear|mql|sql"
        "|sales qualified"
        "|interested",
        "comparing": "对比选择|对比中|比较中|对比|比较|犹豫|犹豫中|竞品对比|negotiation|negotiating|comparing"
        "|proposal|evaluating"
        "|in negotiation|considering",
        "strong_intent": "意向强烈|强意向|高意向|已认筹|认筹|认筹中|已排卡|已排号|意向金|已交意向金|诚意金"
        "|已交诚意金|已缴诚意金"
        "|strong intent|strong_intent|hot",
        "deposit_pending": "待付定金|待付订金|待定金|已认购|认购|已下定|下定|已交定金|已付定金|已交订金|已付订金"
        "|已大定|大定|小定|已小定|小订"
        "|已小订|已下订|下订|已预订|认购未签约|待签约|未签约已认购|booking|booked|reserved|reservation"
        "|deposit pending"
        "|deposit_pending|deposit paid|deposit",
        "closed": "已成交|成交|成交客户|已签约|签约|已网签|网签|已签合同|已购|已购买|业主|老业主|已交房|已入住"
        "|sold|won|closed won|closed-won"
        "|contract signed|contracted|signed|closed|deal|converted|purchased|owner",
        "not_now": "暂不考虑|暂缓|流失|已流失|战败|已战败|已购他处|已购他盘|无意向|没意向|放弃|已放弃|放弃购买"
        "|不考虑|不买了|暂不购买|休眠|沉睡"
        "|丢失|输单|未成交流失|lost|closed lost|closed-lost|not now|not_now|not interested|dropped|on hold"
        "|dormant|inactive"
        "|nurture|bought elsewhere|dead",
        "invalid": "无效|同行|无效客户|无效线索|无效号码|作废|已作废|中介|同业|踩盘|市调|重复|重复客户|黑户"
        "|invalid|junk|spam|fake|duplicate"
        "|unqualified|disqualified|not qualified|test|bogus",
        "cancelled": "退房|已退房|退定|已退定|退户|退认购|退购|挞定|cancelled|canceled|refunded|booking cancelled"
        "|deal cancelled",
        NO_STATEMENT: "跟进中|新增|公海|新客户|新线索|新|新建|待跟进|待分配|已分配|未分配|待联系|已联系|未联系"
        "|跟进|正在跟进|继续跟进|持续跟进|未到访|未来访"
        "|未成交|未认购|未签约|未认筹|有效|有效客户|正常|在跟|已跟进|未跟进|待回访|意向客户|有意向|私海|回收|new"
        "|new lead|lead|open|contacted"
        "|attempted|attempted to contact|in progress|assigned|unassigned|active|follow up|following up|follow-up"
        "|working"
        "|pending|enquiry|inquiry|prospect|not contacted|call back",
    }
)
