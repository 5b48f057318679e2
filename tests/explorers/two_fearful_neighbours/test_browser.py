"""Two fearful neighbours in a real JupyterLab: all steps by keyboard, and readable in both themes."""


def test_all_steps_by_keyboard(explorer_page):
    explorer, page = explorer_page, explorer_page.page
    cells, _ = explorer.notebook.cells()
    for ask in page.locator(".nc-ask").all():
        ask.locator("input").first.press("Space")
    explorer.go_on("Keep my prediction", "Mission 1 of 3")
    page.locator(".nc-chart .nc-plot svg").nth(1).wait_for()
    explorer.tells("The race settles at 1.00 for X")
    explorer.clean_in_both_themes()
    explorer.slide("Grievance of X", *4 * ["ArrowLeft"])
    explorer.slide("Grievance of Y", *4 * ["ArrowLeft"])
    explorer.found("both disarm")

    explorer.go_on("Next mission", "Mission 2 of 3")
    explorer.tells("The race runs away: 60 years")
    explorer.slide("Fear of X", *4 * ["ArrowLeft"])
    explorer.found("Less fear has turned it")

    explorer.go_on("Next mission", "Mission 3 of 3")
    page.locator(".nc-key li:visible", has_text="Soviet Union").first.wait_for()
    explorer.clean_in_both_themes()
    explorer.choose("Show", "ArrowDown")
    explorer.found("with both signs wrong")
    explorer.tick("Include 1989", "checkbox")
    explorer.reads("1949 to 1989")

    explorer.go_on("Read the limits", "Limits")
    explorer.tells("It is no forecast of war.")
    explorer.go_on("Start free play", "Free play")
    explorer.press("Tipping point")
    explorer.reads("X begins with 1.05")
    explorer.table("60")
    explorer.clean_in_both_themes()
    assert explorer.notebook.cells()[0] == cells, "no key reached the notebook"
    explorer.notebook.fine()
