"""A number in an address of ours: {n:number} in a route takes what every database takes for one, and no more digits."""

from starlette.convertors import IntegerConvertor, register_url_convertor


class Number(IntegerConvertor):
    regex = "[0-9]{1,18}"


def register() -> None:
    """Before the first route that has one is made; again does no harm."""
    register_url_convertor("number", Number())
