"""The path planner in a real JupyterLab: by keyboard from prediction to free play, and for axe in both themes."""

COLOURS = """bars => bars.filter((bar) => bar.getBoundingClientRect().height > 0.5).map((bar) => getComputedStyle(bar).fill)"""


def test_from_prediction_to_every_tab_by_keyboard_in_both_themes(explorer_page):
    explorer, page, press = explorer_page, explorer_page.page, explorer_page.notebook.press
    explorer.type("how many of the 31 allies", "6")
    press("Tab", "2", "0", "Tab", "Space")
    explorer.go_on("Keep my prediction", "Mission 1")
    explorer.reads("at 2.1 % of GDP or above")
    explorer.choose("Target", "Home")
    explorer.found("3 of 31")
    explorer.found("You said 6, it was 3 allies: off by 3.")

    explorer.go_on("Next mission", "Mission 2")
    page.get_by_role("combobox", name="State").select_option("MKD")
    explorer.slide("Real growth a year", "ArrowRight")
    explorer.found("9.2 % and 9.2 %: the same")
    colours = page.locator(".nc-chart .nc-bar").evaluate_all(COLOURS)
    assert len(colours) == 10
    assert len(set(colours)) == 1

    explorer.go_on("Next mission", "Mission 3")
    explorer.choose("Path", "End")
    explorer.found("It looks cheap because little has happened")

    explorer.go_on("Read the limits", "Limits")
    explorer.tells("The pledge is political.")
    explorer.go_on("Start free play", "Free play")
    page.get_by_role("radio", name="Path and bill").press("ArrowRight")
    explorer.reads("Government debt starts at 60 %")
    assert page.evaluate("document.activeElement.value") == "debt"  # the focus stays on the tab

    with explorer.notebook.untouched():
        explorer.slide("Borrowed part", "End", "d", "d", "x", "b")
        explorer.reads("From cuts elsewhere: nothing")

    page.get_by_role("radio", name="One ally").check()
    explorer.reads("as a share of GDP. The cell")  # the tab has its own controls: wait until they stand
    page.get_by_role("combobox", name="State").select_option("POL")
    explorer.reads("4.25 % in the July 2026 edition")
    explorer.table("2026")

    for dark, tabs in ((True, ("Who is where", "Path and bill")), (False, ("Who pays", "One ally"))):
        explorer.notebook.theme(dark)
        for tab in tabs:
            page.get_by_role("radio", name=tab).check()
            explorer.clean(color_contrast=16, svg_img_alt=1)  # the charts are one picture, and it has a name
    explorer.notebook.fine()
