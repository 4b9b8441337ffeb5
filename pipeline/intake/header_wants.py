"""What headers about wants and means say: prices, areas, layouts and what else a home is asked for."""

from typing import Final

from pipeline.intake.header_nouns import AFTER, WANT, WANT_EN

# meaning -> pattern of the whole header, as in `header_words.MEANINGS`.
WANTS: Final = {
    "down_payment": (
        "首付(?!准备).*|自备.*|.*月供.*|.*月付款|.*单价.*|price(?:per)?(?:sqm|sqft|m2|㎡)|downpayment.*|"
        "佣金|.*commission.*"
    ),
    "budget_low": (
        f"(?:{WANT}|预算|价格|总价|价位)*(?:最低|下限|最小)(?:预算|总价|价格|价位|值)?|(?:min|"
        "minimum)(?:budget|price)|(?:budget|price)(?:min|low|from|minimum)"
    ),
    "budget_high": (
        f"(?:{WANT}|预算|价格|总价|价位)*(?:最高|上限|最大)(?:预算|总价|价格|价位|值)?|(?:max|"
        "maximum)(?:budget|price)|(?:budget|price)(?:max|high|to|maximum)"
    ),
    "budget": (
        f"{WANT}*(?:预算|心理价位?)(?:区间|范围|段|总价|金额|总额|上下|约)?|{WANT}+(?:总价|价位|价格|价)(?:区间|范围|"
        f"段)?|(?:价格|总价|价位)(?:区间|范围|段)|价位|购买力|{WANT_EN}*budget(?:range|amount)?|"
        f"pricerange|{WANT_EN}+price"
    ),
    "price": (
        "(?:房屋|房源|单套|标准|销售|挂牌|参考|优惠后?|折后|表|表价|底价|备案|一房一价)*(?:总价|总价款|价格|"
        "售价|房价|总房款)|表价|面价|一口价|"
        "(?:property|list|asking|total|unit|selling)*price(?:total)?"
    ),
    "amount": (
        "(?:成交|认购|合同|签约|网签|销售|实际|房屋)+(?:金额|总价款?|价款?|总额|房款)|成交价格|金额|"
        "(?:deal|sale|sales|contract|close|closing|transaction|booking)*(?:amount|value)|(?:sale|sales|"
        "deal|contract|sold|closing)price"
    ),
    "area_low": f"(?:{WANT}|面积)*(?:最小|最低|下限)(?:面积)?|(?:min|minimum)(?:area|size)|area(?:min|low|from)",
    "area_high": (
        f"(?:{WANT}|面积)*(?:最大|上限)面积|面积(?:最大|最高|上限)|(?:max|maximum)(?:area|size)|"
        "area(?:max|high|to)"
    ),
    "unit_area": "(?:房屋|房间|单元|实测|预测|预售|产证|合同|竣工|登记)+(?:建筑|套内)?(?:面积|建面)",
    "preferred_area": "(?:preferred|desired|interested|target)area|areaofinterest|(?:意向|需求)范围",
    "area": (
        f"(?:{WANT}|建筑|套内|权状)*(?:面积|建面|套内|平米数?|平方数?|坪数|建坪|m2){AFTER}|(?:{WANT_EN}|"
        "unit|property|builtup|floor|gross|net)*(?:area|size|sqm|sqft)"
    ),
    "layout": (
        f"{WANT}*(?:户型|房型|居室|格局|间隔|几房几厅|几房|几居|几室几厅|卧室数?|房间数|室数){AFTER}(?:名称)?|"
        f"(?:{WANT_EN}|unit|house|room|property)*(?:layout|bedrooms?|beds|bedroomcount|rooms|roomtype|unittype|"
        "housetype)"
    ),
    "product": f"{WANT}*(?:产品(?:类型|业态)?|业态|物业类型|房屋类型)|(?:{WANT_EN})*(?:property|product)type",
    "district": (
        f"{WANT}+(?:区域|片区|板块|商圈|地段|位置)|(?:片区|板块|商圈|地段){AFTER}|(?:preferred|desired|"
        "interested)(?:location|district|region)|district"
    ),
    "school": f"{WANT}*(?:学区|学位|学校|教育){AFTER}|school(?:district|zone)?",
    "decoration": (
        f"{WANT}*(?:装修类型|装修|装潢|精装毛坯|交付标准){AFTER}(?:标准|情况)?|decoration|fitout|finishing|"
        "furnishing"
    ),
    "floor": f"(?!总)(?:所在)?{WANT}*(?:楼层|层数|层高){AFTER}|{WANT_EN}*floor(?:level|preference)?",
    "orientation": f"(?:房屋)?{WANT}*朝向{AFTER}|orientation|facing",
    "transport": f"{WANT}*(?:交通|地铁){AFTER}|transport(?:ation)?|metro",
    "funds": (
        "资金(?:准备|情况|状况|来源)|首付准备|付款方式|(?:是否)?(?:需要?)?置换|贷款情况|"
        "(?:payment(?:plan|method)|funds|financing)"
    ),
}  # fmt: skip
