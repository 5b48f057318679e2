"""Alliance of democracies? in a real JupyterLab: typed and drawn, by keyboard to free play, in both themes."""

from support.pages import paper_box


def draw(page):
    """Draw by mouse from left to right at three quarters of the height."""
    box = paper_box(page)
    page.mouse.move(box["x"] + 2, box["y"] + box["height"] * 0.25)
    page.mouse.down()
    for step in range(31):
        page.mouse.move(box["x"] + 2 + (box["width"] - 4) * step / 30, box["y"] + box["height"] * 0.25)
    page.mouse.up()
    page.wait_for_function("() => [...document.querySelectorAll('.nc-point input')].every((box) => box.value)")


def test_from_the_guess_to_free_play_by_keyboard(explorer_page):
    explorer, page, press = explorer_page, explorer_page.page, explorer_page.notebook.press
    page.locator(".nc-draw .nc-plot svg").wait_for()
    page.locator(".nc-points").wait_for()
    draw(page)
    drawn = [float(box.input_value()) for box in page.locator(".nc-point input").all()]
    assert len(drawn) == 9
    assert all(70 <= value <= 80 for value in drawn)
    for box, value in (("1949", "100"), ("2024", "40")):  # and the keyboard changes what the mouse drew
        page.get_by_role("textbox", name=box, exact=True).focus()
        press("ControlOrMeta+a", *value, "Tab")
    explorer.type("which share of the members", "60")
    explorer.tick("Portugal")
    explorer.clean(color_contrast=16, label=10)
    explorer.go_on("Keep my prediction", "Mission 1 of 3")
    page.get_by_text("your line", exact=True).wait_for()

    explorer.slide("Year", "Home")
    explorer.reads("End of 1949: 11 of 12 members")
    explorer.slide("Year", *3 * ["ArrowRight"])
    explorer.found("The lowest share is 79 %")
    explorer.found("Your line missed the real one by")
    with explorer.notebook.untouched():
        page.locator(".nc-text").focus()
        press("d", "d")

    explorer.go_on("Next mission", "Mission 2 of 3")
    explorer.slide("Threshold", *6 * ["ArrowRight"])
    explorer.found("only the line moved")
    assert page.locator(".nc-chart .nc-spot").count() == 32

    explorer.go_on("Next mission", "Mission 3 of 3")
    page.get_by_role("combobox", name="Member").select_option("TUR")
    explorer.found("37 years of membership")
    page.get_by_role("combobox", name="Second index").select_option("polity")
    explorer.reads("polity score in 2018 is −4")
    explorer.go_on("Read the limits", "Limits")
    explorer.tells("The threshold is a convention.")
    explorer.go_on("Start free play", "Free play")
    page.get_by_role("combobox", name="Show", exact=True).select_option("members")
    explorer.table("Montenegro")
    explorer.clean_in_both_themes(color_contrast=89, select_name=3)
    explorer.notebook.fine()
