"""Send a write and check the shape of its answer.

Something between this program and the Hub (a captive portal, a broken proxy) may answer 200 without the Hub having seen
the request. Such an answer has another shape than the Hub's own. It counts as a lost answer, like a time-out: the error
is `unsure`, and whoever sent the write asks the Hub for the state.

The Hub documents the answers of some writes only. Where it does not (moving a repo, changing or removing an item,
deleting a collection), any JSON object or the text "OK" will do, but no web page and no empty body.
"""

from typing import Any

from hubtui.hub import jsontext
from hubtui.hub.calls import Answer, Call
from hubtui.hub.errors import OddAnswer
from hubtui.hub.family import Ask
from hubtui.hub.refusals import is_web_page

JSON_TYPES = ("application/json", "text/json", "")


async def write(ask: Ask, call: Call, *fields: str) -> dict[str, Any]:
    """Send a write whose answer is a JSON object with at least one of these fields (any object where none is named).

    Raises:
        HubError: it was refused, or (`unsure`) nobody knows whether it was done.
    """
    answer = await _answer(ask, call)
    value = _object(answer)
    if value is None or (fields and not any(name in value for name in fields)):
        raise _lost(answer)
    return value


async def write_undocumented(ask: Ask, call: Call) -> None:
    """Send a write whose answer is documented nowhere: a JSON object, or the text "OK".

    Raises:
        HubError: as `write`.
    """
    answer = await _answer(ask, call)
    if _object(answer) is None and not _is_ok(answer):
        raise _lost(answer)


async def write_ok(ask: Ask, call: Call) -> None:
    """Send a write whose answer is the text "OK", as text/plain.

    Raises:
        HubError: as `write`.
    """
    answer = await _answer(ask, call)
    if not _is_ok(answer):
        raise _lost(answer)


async def _answer(ask: Ask, call: Call) -> Answer:
    try:
        return await ask(call)
    except OddAnswer as error:
        # An answer below 400 that cannot be read, or bytes that are no HTTP: the Hub may have acted all the same.
        error.unsure = error.unsure or error.status < 400
        raise


def _is_ok(answer: Answer) -> bool:
    return answer.body.strip() == b"OK" and _content_type(answer) == "text/plain"


def _object(answer: Answer) -> dict[str, Any] | None:
    if _content_type(answer) not in JSON_TYPES:
        return None
    try:
        value = jsontext.read(answer.body)
    except jsontext.NotJson:
        return None
    return value if isinstance(value, dict) else None


def _content_type(answer: Answer) -> str:
    return answer.headers.get("content-type", "").partition(";")[0].strip().lower()


def _lost(answer: Answer) -> OddAnswer:
    words = "a web page" if is_web_page(answer) else "something else than the Hub's answer"
    return OddAnswer(f"{words} came back: whether it was done is unknown", status=answer.status, unsure=True)
