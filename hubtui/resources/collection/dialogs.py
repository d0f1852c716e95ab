"""The dialogs that lists open to create or delete a collection."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from hubtui.registry.target import Target
from hubtui.resources.collection.forms import CreateForm, DeleteForm

if TYPE_CHECKING:
    from hubtui.browser.list_model import Browser
    from hubtui.pages.session import EditServices


def open_create_dialog(browser: Browser, services: EditServices) -> None:
    """Open the dialog that creates a collection; afterwards the page of the new one opens."""

    def created(slug: str) -> None:
        browser.routes.open(Target("collection", slug))

    browser.app.push_screen(CreateForm(services, created))


def open_delete_dialog(
    browser: Browser, services: EditServices, slug: str, title: str, deleted: Callable[[], None]
) -> None:
    """Open the dialog that deletes a collection, or show why it must not be deleted; `deleted` is called afterwards."""
    if why := browser.frame.rights.why_not_change("collection", slug):
        browser.notice(why, failed=True)
    else:
        browser.app.push_screen(DeleteForm(services, slug, title, deleted))
