"""An office of made-up people on 20 November 2026, and the questions a manager asks about them."""

from typing import Any

from pipeline.asking import explain_customer, explain_phone
from pipeline.explaining import explanation_lines
from pipeline.wording import Wording
from tests.nights.office import Office

LEADS = [
    "客户姓名", "联系电话", "客户来源", "登记时间", "更新时间", "置业顾问", "客户状态", "购房预算(万)", "意向户型",
    "意向面积", "计划购房时间", "竞品楼盘", "意向等级", "是否同意联系", "退订勿扰",
]  # fmt: skip
UNITS = ["房源编号", "户型", "面积", "总价(万)", "主力户型", "在售状态"]
CALLS = ["客户姓名", "联系电话", "跟进时间", "跟进方式", "通话结果", "跟进内容", "置业顾问", "下次联系日期"]


def lead(name: str, phone: str, created: str, **cells: Any) -> list[Any]:
    """A row of the lead list; cells by a short name."""
    order = (
        "updated",
        "consultant",
        "status",
        "budget",
        "layout",
        "area",
        "horizon",
        "rivals",
        "grade",
        "yes",
        "out",
    )
    told = {"updated": created[:10], "consultant": "周敏", **cells}
    return [name, phone, "抖音", created, *(told.get(cell, "") for cell in order)]


def drop_units(office: Office) -> None:
    """Four main units of 300, 350, 400, 500 wan; 95 m² with two bedrooms, then three of 110, 120, 140 m²."""
    rows = [["1-101", "2室", 95, 300, "是", "在售"], ["1-102", "3室", 110, 350, "是", "在售"]]
    rows += [["1-103", "3室", 120, 400, "是", "在售"], ["1-104", "3室", 140, 500, "是", "在售"]]
    office.drop("房源.xlsx", UNITS, rows, sheet="房源")


def explained(office: Office, customer: str, as_of: str | None = None) -> dict[str, Any]:
    """By customer_id, or by phone number where it begins with 1."""
    session = office.session()
    store = session.needed_store()
    when = None if as_of is None else session.as_of(as_of)
    ask = explain_phone if customer.startswith("1") else explain_customer
    return ask(customer, store, session.settings, when)


def text(told: dict[str, Any], language: Any = "zh") -> str:
    return "\n".join(explanation_lines(told, Wording(language)))


def rules(told: dict[str, Any]) -> list[str]:
    """`rule outcome due`, a line each, the greeting that stands for everybody left out."""
    lines = [f"{rule['rule']} {rule['outcome']} {rule['due_date']}" for rule in told["rules"]]
    return [line for line in lines if not line.startswith("festival")]


def dimension(told: dict[str, Any], name: str) -> dict[str, Any]:
    found: dict[str, Any] = next(d for d in told["grade"]["dimensions"] if d["dimension"] == name)
    return found


def evidence(told: dict[str, Any], name: str) -> list[str]:
    """`field value file!row`, those that decided marked with *, those too old with -."""
    marks = {(True, False): "*", (True, True): "*", (False, True): "-", (False, False): " "}
    return [
        marks[found["decides"], found["is_expired"]]
        + f"{found['field']} {found['value']} {found['file']}!{found['row']}"
        for found in dimension(told, name)["evidence"]
    ]
