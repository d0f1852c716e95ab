"""Makes the pictures of this folder from the demo Hub: python screenshots/make.py"""

import asyncio
import os
import re
import tempfile
from pathlib import Path
from typing import Any

from hubtui.app.hub_app import HubApp, Start
from hubtui.demo import in_process
from hubtui.hub.client import HubClient
from hubtui.presentation.choice import Choice
from hubtui.terminal.capabilities import detect

FOLDER = Path(__file__).resolve().parent
CHOICES = {
    "models": Choice("model", text="qwen", filters=("tag:text-generation",), sort="downloads"),
    "datasets": Choice("dataset"),
    "spaces": Choice("space"),
}


async def connect(record: Any) -> HubClient:
    """A client of the demo Hub in this process."""
    endpoint, token, transport = in_process()
    return HubClient(endpoint, token, transport=transport, on_exchange=record)


async def picture(name: str, keys: str) -> None:
    """Press keys (with blanks between them) and keep what is on the screen."""
    app = HubApp(Start(CHOICES, "models", "demo Hub", True), connect, detect({"TERM": "xterm-256color"}))
    async with app.run_test(size=(130, 32)) as pilot:
        await pilot.pause(2)
        for key in keys.split():
            await pilot.press(key)
            await pilot.pause(0.5)
        await pilot.pause(2)
        drawn = app.export_screenshot(title="hubtui --demo")
    # The reader's own fonts will do: a picture should ask no other host.
    (FOLDER / f"{name}.svg").write_text(re.sub(r"@font-face \{.*?\}", "", drawn, flags=re.DOTALL), encoding="utf-8")


if __name__ == "__main__":
    # The page of a repo tells how much room there is where one stands: not a place of this machine.
    home = Path(tempfile.mkdtemp())
    (home / "models").mkdir()
    os.environ["HOME"] = str(home)
    os.chdir(home / "models")
    asyncio.run(picture("models", "down space down down space up"))
    asyncio.run(picture("repo", "enter 2 down down down enter down space space"))
    asyncio.run(picture("collection", "5 A ctrl+u a c m e - l a b enter end enter down down down m up up"))
    asyncio.run(picture("mine", "6 down down m end - v 2"))
