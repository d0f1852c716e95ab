"""Sends requests that change something at the Hub, and checks their answers.

Something between this program and the Hub (a captive portal, a broken proxy) may answer 200 without the Hub having seen
the request. Such an answer has another shape than the Hub's own. It counts as a lost answer, like a time-out: the error
is `unsure`, and `changes.sending` then reads the Hub to find out whether the change was made.

The Hub documents the answers of some writes only. Where it does not (moving a repo, changing or removing an item,
deleting a collection), any JSON object or the text "OK" is accepted, but no web page and no empty body.
"""

from __future__ import annotations

from typing import Any

from hubtui.hub import jsontext
from hubtui.hub.answers import is_web_page
from hubtui.hub.calls import Answer, Ask, Call
from hubtui.hub.errors import BadRequest, Missing, OddAnswer
from hubtui.hub.write_request import WriteRequest

_JSON_TYPES = ("application/json", "text/json", "")


async def send_write(ask: Ask, request: WriteRequest) -> dict[str, Any]:
    """Send a request that changes something; return the JSON object of the answer, empty for the text "OK".

    The request is sent once, unless the Hub says that it did not act on it.

    Raises:
        BadRequest: the request changes nothing.
        HubError: the Hub refused it, or (if `unsure`) it is unknown whether it was carried out.
    """
    if request.method in ("PUT", "PATCH") and not request.body:
        raise BadRequest("nothing to change was named")
    try:
        answer = await _answer_to(ask, request)
    except Missing:
        if request.may_be_missing:
            return {}
        raise
    value = None if request.answers_ok else _object(answer)
    if value is None and not request.answer_fields and _is_ok(answer):
        return {}
    if value is None or (request.answer_fields and not any(name in value for name in request.answer_fields)):
        raise _lost(answer)
    return value


async def _answer_to(ask: Ask, request: WriteRequest) -> Answer:
    call = Call(
        request.method,
        request.path,
        request.parameters,
        body=request.body,
        lines=request.lines,
        subject=request.subject,
    )
    try:
        return await ask(call)
    except OddAnswer as error:
        # An answer below 400 that cannot be read, or bytes that are no HTTP: the Hub may have acted all the same.
        error.unsure = error.unsure or error.status < 400
        raise


def _is_ok(answer: Answer) -> bool:
    return answer.body.strip() == b"OK" and _content_type(answer) == "text/plain"


def _object(answer: Answer) -> dict[str, Any] | None:
    if _content_type(answer) not in _JSON_TYPES:
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
