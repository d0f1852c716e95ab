"""Browsing the listings of a Hub over TCP, as a user does."""

import pytest
from huggingface_hub import HfApi

from hubtui.config.settings import Settings
from tests.demo_hub import DemoHub
from tests.journeys.user import browsing


async def test_the_first_rows_come_in_the_servers_order(demo: DemoHub) -> None:
    served = [model.id for model in HfApi(demo.endpoint, token=demo.token).list_models(limit=100)]
    async with browsing(demo.endpoint, demo.token) as user:
        await user.until(lambda: len(user.rows) >= 100, "the first page")
        assert user.rows[:100] == served
        await user.sees("ada · write")


@pytest.mark.parametrize(("key", "title"), [("2", "Dataset"), ("3", "Space"), ("1", "Model")])
async def test_each_tab_has_a_key_and_columns_of_its_own(demo: DemoHub, key: str, title: str) -> None:
    async with browsing(demo.endpoint, demo.token, size=(160, 45)) as user:
        await user.press(key)
        await user.until(lambda: title in user.lines[2] and len(user.rows) > 50, title)


async def test_g_and_a_letter_goes_to_a_place(demo: DemoHub) -> None:
    async with browsing(demo.endpoint, demo.token) as user:
        await user.press("g")
        assert "Datasets" in user.lines[-1]
        await user.press("d")
        await user.until(lambda: "Dataset" in user.lines[2], "the datasets")


async def test_g_and_its_own_letter_goes_from_a_page_back_to_the_listing(demo: DemoHub) -> None:
    async with browsing(demo.endpoint, demo.token) as user:
        await user.until(lambda: bool(user.rows), "rows")
        await user.press("enter")
        await user.sees("Revisions")
        await user.press("2", "g", "m")
        await user.until(lambda: len(user.app.screen_stack) == 1, "the listing")
        await user.press("L")
        await user.sees("Revisions")


async def test_a_tab_with_an_open_page_says_how_to_get_to_its_list(demo: DemoHub) -> None:
    async with browsing(demo.endpoint, demo.token) as user:
        await user.until(lambda: bool(user.rows), "rows")
        await user.press("enter")
        await user.sees("Revisions")
        await user.press("g", "d")
        await user.until(lambda: "Dataset" in user.lines[2], "the datasets")
        await user.press("1")
        await user.sees("Revisions")
        await user.sees("the same key again shows the list")
        await user.press("g", "m")
        await user.until(lambda: len(user.app.screen_stack) == 1, "the listing")


async def test_search_as_you_type_and_the_old_text_is_selected_on_return(demo: DemoHub) -> None:
    async with browsing(demo.endpoint, demo.token) as user:
        await user.until(lambda: bool(user.rows), "rows")
        await user.press("/")
        await user.type("gemma")
        await user.until(lambda: bool(user.rows) and all("gemma" in row.lower() for row in user.rows), "gemma only")
        await user.press("enter", "/")
        await user.type("llama")
        await user.until(lambda: bool(user.rows) and all("llama" in row.lower() for row in user.rows), "llama only")


async def test_arrows_move_the_list_while_the_search_is_open(demo: DemoHub) -> None:
    async with browsing(demo.endpoint, demo.token) as user:
        await user.until(lambda: len(user.rows) > 3, "rows")
        await user.press("/", "down", "down")
        assert user.under_cursor == user.rows[2]


async def test_letters_in_a_field_are_text(demo: DemoHub) -> None:
    async with browsing(demo.endpoint, demo.token) as user:
        await user.until(lambda: bool(user.rows), "rows")
        await user.press("/")
        await user.type("q2?*")
        assert "q2?*" in user.lines[1]
        assert user.app.is_running


async def test_nothing_found_says_which_filter_to_drop(demo: DemoHub) -> None:
    async with browsing(demo.endpoint, demo.token, text="qwne", filters=("tag:license:mit",)) as user:
        await user.sees('nothing matches "qwne" with mit; F clears the filters')
        await user.press("F")
        await user.until(lambda: len(user.rows) >= 100, "all again")


async def test_the_tag_picker_finds_by_fuzzy_text_and_takes_several(demo: DemoHub) -> None:
    async with browsing(demo.endpoint, demo.token) as user:
        await user.until(lambda: bool(user.rows), "rows")
        await user.press("f")
        await user.type("apach")
        await user.sees("apache-2.0 ")
        await user.press("tab", "enter")
        await user.sees("apache-2.0 ×")
        served = {m.id for m in HfApi(demo.endpoint, token=demo.token).list_models(filter="license:apache-2.0")}
        await user.until(lambda: len(user.rows) > 5 and set(user.rows) <= served, "Apache only")


async def test_parameters_are_a_filter_though_no_tag(demo: DemoHub) -> None:
    async with browsing(demo.endpoint, demo.token) as user:
        await user.until(lambda: bool(user.rows), "rows")
        await user.press("f")
        await user.type("6b..9b")
        await user.press("enter")
        await user.sees("6b..9b ×")
        served = HfApi(demo.endpoint, token=demo.token).list_models(num_parameters="min:6B,max:9B")
        allowed = {model.id for model in served}
        await user.until(lambda: bool(user.rows) and set(user.rows) <= allowed, "6 to 9 billion only")


async def test_the_sort_menu_sorts_either_way_where_the_hub_does(demo: DemoHub) -> None:
    async with browsing(demo.endpoint, demo.token) as user:
        await user.until(lambda: bool(user.rows), "rows")
        served = [model.id for model in HfApi(demo.endpoint, token=demo.token).list_models(sort="likes", limit=50)]
        await user.press("s", "down", "down", "enter")
        await user.until(lambda: user.rows[:50] == served, "most liked first")
        await user.press("s", "right", "enter")
        await user.sees("the Hub does not sort by likes the other way")
        await user.press("s", *["down"] * 4, "right", "enter")
        await user.sees("created ↑")
        await user.until(lambda: bool(user.rows) and user.rows[:50] != served, "the oldest first")


async def test_an_author_starts_with_the_rows(demo: DemoHub) -> None:
    async with browsing(demo.endpoint, demo.token) as user:
        await user.until(lambda: bool(user.rows), "rows")
        owner = user.under_cursor.split("/")[0]
        await user.press("A", "enter")
        await user.sees(f"author {owner} ×")
        await user.until(lambda: {row.split("/")[0] for row in user.rows} == {owner}, "one owner only")


async def test_marks_stay_with_their_rows_and_escape_takes_them_away(demo: DemoHub) -> None:
    async with browsing(demo.endpoint, demo.token) as user:
        await user.until(lambda: len(user.rows) > 10, "rows")
        await user.press("space", "space", "v", "down", "v")
        await user.sees("4 marked")
        marked = set(user.rows[:4])
        await user.press("r")
        await user.until(lambda: user.app.session.worker.under_way == 0, "the rows, asked for again")
        await user.until(lambda: sum("●" in line for line in user.lines) == len(marked), "four marks after a refresh")
        await user.press("escape")
        await user.loses("marked")


async def test_all_that_match_are_marked_after_they_are_loaded(demo: DemoHub) -> None:
    async with browsing(demo.endpoint, demo.token, text="qwen", settings=Settings(page_size=20)) as user:
        await user.until(lambda: bool(user.rows), "rows")
        await user.press("*")
        served = [model.id for model in HfApi(demo.endpoint, token=demo.token).list_models(search="qwen")]
        await user.sees(f"{len(served)} marked")


async def test_more_than_a_thousand_are_marked_only_when_asked(demo: DemoHub) -> None:
    async with browsing(demo.endpoint, demo.token) as user:
        await user.until(lambda: bool(user.rows), "rows")
        await user.press("*")
        await user.sees("More than 1,000 match")
        await user.press("escape")
        assert "marked" not in user.lines[-1]


async def test_the_preview_shows_facts_and_the_beginning_of_the_card(demo: DemoHub) -> None:
    async with browsing(demo.endpoint, demo.token, size=(140, 40), text="Qwen3-8B") as user:
        await user.until(lambda: "Qwen/Qwen3-8B" in user.rows, "Qwen/Qwen3-8B")
        while user.under_cursor != "Qwen/Qwen3-8B":
            await user.press("down")
        await user.sees("downloads a month")
        await user.sees("━━━")


async def test_p_puts_the_preview_below_where_it_is_narrow(demo: DemoHub) -> None:
    async with browsing(demo.endpoint, demo.token, size=(80, 24)) as user:
        await user.until(lambda: bool(user.rows), "rows")
        assert "downloads a month" not in user.screen
        await user.press("p")
        await user.sees("downloads a month")
        await user.press("p")
        await user.loses("downloads a month")


async def test_the_help_shows_the_keys_of_this_place(demo: DemoHub) -> None:
    async with browsing(demo.endpoint, demo.token) as user:
        await user.press("?")
        await user.sees("mark the row; move down")
        assert any("│  List" in line for line in user.lines), "the keys stand under the name of the place"
        await user.press("/", *"sort ord")
        await user.loses("mark the row; move down")
        await user.sees("change the sort order")
        await user.press("enter", "/", *"xyz", "escape")
        await user.sees("change the sort order")
        await user.press("escape")
        await user.sees("mark the row; move down")
        await user.press("escape")
        await user.loses("mark the row; move down")


async def test_control_c_asks_and_q_quits(demo: DemoHub) -> None:
    async with browsing(demo.endpoint, demo.token) as user:
        await user.press("ctrl+c")
        await user.sees("Quit hubtui?")
        await user.press("escape")
        assert user.app.is_running
        await user.press("q")
        await user.until(lambda: not user.app.is_running, "the end")


@pytest.mark.parametrize("size", [(40, 10), (80, 24), (160, 45), (300, 100)])
async def test_every_size_shows_the_cursor_row(demo: DemoHub, size: tuple[int, int]) -> None:
    async with browsing(demo.endpoint, demo.token, size=size) as user:
        await user.until(lambda: bool(user.rows), "rows")
        await user.press("end", "p", "p")
        assert any(line.startswith("▌") for line in user.lines)


async def test_where_there_are_few_lines_they_are_for_the_rows(demo: DemoHub) -> None:
    async with browsing(demo.endpoint, demo.token, size=(20, 6), tab="mine") as user:
        await user.until(lambda: any(line.startswith("▌") for line in user.lines), "a row under the cursor")
        await user.pilot.resize_terminal(80, 24)
        await user.sees("organisations")
        await user.press("1", "p")
        await user.until(lambda: user.app.current_mode == "models" and bool(user.rows), "the models")
        await user.pilot.resize_terminal(20, 6)
        await user.until(lambda: any(line.startswith("▌") for line in user.lines), "a row under the cursor")


async def test_the_help_takes_two_columns_where_there_is_room(demo: DemoHub) -> None:
    async with browsing(demo.endpoint, demo.token, size=(160, 45)) as user:
        await user.press("?")
        await user.sees("copy the selection, or ask to quit")
        line = next(line for line in user.lines if "show the requests that were sent" in line)
        assert "@" in line[line.index("│") + 60 :]
        await user.pilot.click(offset=(line.index("show the requests"), user.lines.index(line)))
        await user.sees("/api/")
    async with browsing(demo.endpoint, demo.token, size=(120, 45)) as user:
        await user.press("?")
        await user.sees("mark the row; move down")
        assert "copy the selection, or ask to quit" not in user.screen


async def test_resizing_keeps_the_cursor_in_view(demo: DemoHub) -> None:
    async with browsing(demo.endpoint, demo.token, size=(160, 45)) as user:
        await user.until(lambda: len(user.rows) >= 100, "rows")
        await user.press("pagedown", "pagedown")
        for size in ((40, 10), (90, 50), (1, 1), (20, 3), (120, 30)):
            await user.pilot.resize_terminal(*size)
            await user.pilot.pause()
        assert any(line.startswith("▌") for line in user.lines)


async def test_the_picker_finds_a_tag_by_its_group_too(demo: DemoHub) -> None:
    async with browsing(demo.endpoint, demo.token) as user:
        await user.until(lambda: bool(user.rows), "rows")
        await user.press("f")
        await user.sees("tab select")
        await user.type("license")
        await user.sees("apache-2.0 ")


async def test_a_notice_goes_with_the_next_key(demo: DemoHub) -> None:
    async with browsing(demo.endpoint, demo.token, size=(60, 14)) as user:
        await user.until(lambda: bool(user.rows), "rows")
        await user.press("p")
        await user.sees("too small for a preview")
        await user.press("down")
        await user.loses("too small for a preview")


async def test_a_notice_that_is_longer_than_the_line_stands_above_it_whole(demo: DemoHub) -> None:
    words = "the Hub refused it: " + "a name may hold letters, digits and _ . - alone, " * 3 + "so choose another one"
    async with browsing(demo.endpoint, demo.token, size=(60, 20)) as user:
        await user.until(lambda: bool(user.rows), "rows")
        user.app.frame.say(words, "failed")
        user.app.show_frame()
        await user.sees("choose another one")
        above = [line.strip() for line in user.lines[-6:-1]]
        assert " ".join(above).endswith(" ".join(words.split()))
        assert "? keys" in user.lines[-1]
        last = user.lines[-2]
        await user.pilot.resize_terminal(100, 20)
        await user.until(
            lambda: "so choose another one" in user.lines[-2] and user.lines[-2] != last, "it in its place"
        )
        await user.press("down")
        await user.loses("choose another one")


async def test_control_c_copies_what_is_selected_in_a_field(demo: DemoHub) -> None:
    async with browsing(demo.endpoint, demo.token, text="gemma") as user:
        await user.until(lambda: bool(user.rows), "rows")
        await user.press("/", "ctrl+c")
        await user.pilot.pause()
        assert user.app.clipboard == "gemma"
        assert "Quit hubtui?" not in user.screen


async def test_the_mouse_goes_to_rows_chips_and_tabs(demo: DemoHub) -> None:
    async with browsing(demo.endpoint, demo.token, filters=("tag:license:mit",)) as user:
        await user.until(lambda: len(user.rows) > 40, "rows")
        await user.pilot.click("#rows", offset=(10, 5))
        await user.until(lambda: user.under_cursor == user.rows[4], "the fifth row")
        await user.pilot.click("#filters", offset=(user.lines[1].index("mit"), 0))
        await user.loses("mit ×")
        await user.pilot.click("#top", offset=(user.lines[0].index("Datasets"), 0))
        await user.until(lambda: "Dataset" in user.lines[2], "the datasets")


async def test_who_is_not_logged_in_can_sort_all_the_same(demo: DemoHub) -> None:
    async with browsing(demo.endpoint) as user:
        await user.until(lambda: bool(user.rows), "rows")
        await user.press("s")
        await user.sees("Sort by")


async def test_what_may_not_have_arrived_is_shown_to_be_selected(
    demo: DemoHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    async with browsing(demo.endpoint) as user:
        await user.until(lambda: bool(user.rows), "rows")
        first = user.rows[0]
        await user.press("y", "y")
        await user.sees("shift and the mouse select it")
        assert first in user.screen
        assert user.app.clipboard == first
        await user.press("escape")
        await user.loses("select it")
    async with browsing(demo.endpoint, settings=Settings(clipboard="osc52")) as user:
        await user.until(lambda: bool(user.rows), "rows")
        await user.press("y", "y")
        await user.sees(f"sent to the terminal's clipboard: {user.rows[0]}")


async def test_history_leads_back_over_searches_orders_and_tabs_and_forward_again(demo: DemoHub) -> None:
    async with browsing(demo.endpoint) as user:
        await user.until(lambda: bool(user.rows), "rows")
        await user.press("/", *"qwen")
        await user.sees("/ qwen")
        await user.press(*"3", "enter")
        await user.sees("/ qwen3 ")
        await user.press("s", "down", "enter")
        await user.sees("downloads ↓")
        await user.press("2")
        await user.sees("Dataset ")
        await user.press("5")
        await user.sees("Collection ")
        await user.press("H")
        await user.sees("Dataset ")
        await user.press("H")
        await user.sees("downloads ↓")
        await user.press("H")
        await user.sees("trending ↓")
        assert "/ qwen3" in user.screen
        await user.press("H")
        await user.loses("qwen3 ")
        await user.press("H")
        await user.sees("there is nothing to go back to")
        for shown in ("/ qwen3", "downloads ↓", "Dataset ", "Collection "):
            await user.press("L")
            await user.sees(shown)
        await user.press("L")
        await user.sees("there is nothing to go forward to")


async def test_the_url_of_the_listing_itself_is_copied_and_leads_back_to_it(demo: DemoHub) -> None:
    from hubtui.addresses import target_of
    from hubtui.presentation.choice import target_of_choice

    async with browsing(demo.endpoint, text="qwen", filters=("tag:transformers",), sort="likes") as user:
        await user.until(lambda: bool(user.rows), "rows")
        await user.press("y")
        await user.sees("this listing")
        await user.press("w")
        await user.sees("this listing ")
        url = user.app.clipboard
        assert url == f"{demo.endpoint}/models?search=qwen&other=transformers&sort=likes"
        assert target_of(url, demo.endpoint) == target_of_choice(user.app.screen.model.choice)  # type: ignore[attr-defined]
    async with browsing(demo.endpoint, text="no such thing at all") as user:
        await user.sees("nothing matches")
        await user.press("y")
        await user.sees("search=no+such+thing+at+all")
