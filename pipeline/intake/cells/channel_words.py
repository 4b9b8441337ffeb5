"""How people write where a customer came from."""

from typing import Final

from pipeline.intake.cells.words import WordTable

CHANNELS: Final = WordTable(
    {
        "walk_in": "自然到访|自来客|路过|自然来访|自访|自然客户|自来|路过到访|顺路|路人|来访自访|自然上门|过路客"
        "|walk in|walk-in|walkin|drive by"
        "|passing by|self visit|direct visit",
        "phone_in": "来电|电话来电|来电咨询|400|400电话|400来电|热线|客服热线|来电客户|phone in|phone-in|call in"
        "|inbound call|hotline"
        "|incoming call",
        "douyin": "抖音|抖音留资|抖音直播|抖音广告|抖音短视频|巨量引擎|tiktok|douyin",
        "kuaishou": "快手|快手留资|快手直播|kuaishou",
        "xiaohongshu": "小红书|小紅書|红书|xiaohongshu|rednote",
        "wechat_video": "视频号|微信视频号|视频号直播|wechat channels|wechat video",
        "official_account": "公众号|微信公众号|公号|official account",
        "moments": "朋友圈|微信朋友圈|朋友圈广告|moments|wechat moments",
        "baidu": "百度|百度推广|百度搜索|百度竞价|baidu",
        "anjuke": "安居客|anjuke",
        "58": "58|58同城|五八同城|58.com",
        "beike": "贝壳|贝壳找房|贝壳新房|beike|ke.com",
        "lianjia": "链家|链家地产|lianjia",
        "5i5j": "我爱我家|5i5j",
        "centaline": "中原|中原地产|centaline",
        "fang": "房天下|搜房|搜房网|fang|fang.com",
        "leju": "乐居|新浪乐居|leju",
        "broker": "渠道|分销|中介带看|中介|渠道带看|分销带看|渠道分销|经纪人带看|经纪公司|中介推荐|渠道报备"
        "|中介门店|broker|agency|agent"
        "|channel partner|brokers",
        "everyone_sells": "全民营销|全民经纪人|全民经纪|全员营销|everyone sells",
        "referral": "老带新|老业主推荐|老客户推荐|业主推荐|老业主介绍|业主介绍|老客户介绍|老客带新|老客户带新"
        "|旧户介绍|住户介绍|referral"
        "|customer referral|referred|owner referral",
        "friend": "朋友介绍|邻居介绍|邻里介绍|亲友介绍|朋友推荐|亲友推荐|亲戚介绍|熟人介绍|亲朋介绍|友介"
        "|friend|friends"
        "|friend or family|word of mouth",
        "staff": "员工推荐|员工介绍|内部推荐|内部员工|员工|同事介绍|staff|employee referral|employee",
        "outdoor": "户外广告|户外|围挡|围墙广告|广告牌|大牌|高炮|路牌|道旗|t牌|公交广告|地铁广告|工地围挡"
        "|outdoor|billboard|hoarding|signage",
        "elevator": "电梯广告|电梯|梯媒|分众传媒|elevator|elevator ad",
        "flyer": "派单|传单|派传单|dm单|单页|派报|flyer|flyers|leaflet",
        "outreach": "外拓|地推|外展|拓客|外场拓展|行销拓客|竞品拦截|拦截|陌拜|企业拓展|团购拓展|outreach|roadshow",
        "mall": "商超|商场|商超展点|商场展点|巡展|超市|展点|mall|mall stand|supermarket",
        "expo": "房展会|房展|展会|住博会|房交会|expo|exhibition|property expo|property show",
        "sms": "短信|短信群发|简讯|sms|text message",
        "telemarketing": "电call|call客|电销|电话营销|外呼|call客中心|电话拓客|telemarketing|cold call"
        "|cold calling|telesales",
        "press": "夹报|报纸|报纸广告|报广|报刊|杂志|派夹报|press|newspaper|magazine|print",
        "591": "591|591房屋|591新建案|591网|591房屋交易网",
        "rakuya": "乐屋|乐屋网|rakuya",
    }
)
# Named beside one of the others, these only say what sort of channel that one is.
GENERAL: Final = ("broker", "phone_in", "walk_in")
