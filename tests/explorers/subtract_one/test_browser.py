"""Subtract one in a real JupyterLab: all steps by keyboard, and readable in both themes."""


def test_all_steps_by_keyboard(explorer_page):
    explorer, page = explorer_page, explorer_page.page
    cells, _ = explorer.notebook.cells()
    page.get_by_role("textbox", name="share of all the money").focus()
    for guess in ("70", "40", "50", "35", "80"):
        explorer.keys.type(guess)
        explorer.keys.press("Tab")
    explorer.go_on("Keep my prediction", "Mission 1 of 3")
    page.locator(".nc-chart .nc-plot svg").wait_for()
    explorer.choose("Who leaves", "ArrowDown")
    explorer.found("between 35 % (people) and 88 % (warheads) goes")
    page.locator(".nc-chart").get_by_text("61.1 %", exact=True).wait_for()
    explorer.clean_in_both_themes()

    explorer.go_on("Next mission", "Mission 2 of 3")
    explorer.choose("Russia counted at", "ArrowDown", "ArrowDown")
    explorer.found("more than one kind of exchange rates")
    explorer.choose("Allies counted at", "ArrowDown", "ArrowDown")
    explorer.found("2.4 times what Russia spends")

    explorer.go_on("Next mission", "Mission 3 of 3")
    explorer.slide("Added each year", *7 * ["ArrowRight"])
    explorer.found("10.0 years")
    explorer.choose("The gap", *5 * ["ArrowDown"])
    explorer.found("a year is a pace")

    explorer.go_on("Read the limits", "Limits")
    explorer.tells("A scenario is not a forecast.")
    explorer.go_on("Start free play", "Free play")
    explorer.choose("Show", "Home")
    explorer.tick("Poland", "checkbox")
    explorer.notebook.press("d", "d")
    explorer.reads("Poland")
    explorer.table("Warheads")
    explorer.clean_in_both_themes()
    assert explorer.notebook.cells()[0] == cells, "no key reached the notebook"
    explorer.notebook.fine()
