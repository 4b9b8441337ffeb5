"""A made-up sales office: seeded, coherent in time, written as its clerks would export it."""

from pipeline.demo_office.office import Office, plan_office

__all__ = ["Office", "plan_office"]
