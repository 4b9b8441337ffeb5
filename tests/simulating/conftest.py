from tests.nights.conftest import office

__all__ = ["office"]
