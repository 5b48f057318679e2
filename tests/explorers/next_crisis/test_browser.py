"""The next crisis in a real JupyterLab: three incidents by keyboard, the sheet copied, both themes."""


def test_three_incidents_by_keyboard_and_the_sheet(explorer_page):
    explorer, page = explorer_page, explorer_page.page
    explorer.type("How many of the 32 capitals", "5")
    page.get_by_role("radio", name="No", exact=True).press("Space")
    explorer.go_on("Keep my prediction", "Mission 1")

    # mission 1: silence is broken, one word is changed, the clock runs; d d deletes no cell
    explorer.reads("Nobody has answered yet")
    explorer.tells("Parts of a military drone lie in a field")
    explorer.press("Put the text under silence")
    explorer.reads("under silence")
    explorer.keys.press("Enter")
    explorer.reads("15 capitals broke silence")
    assert page.locator(".nc-desk rect.nc-no").count() == 15
    page.get_by_label("The text names").select_option("four")
    explorer.reads("Article 4. Round 1")
    for number, answer in ((2, "1 capital broke"), (3, "1 capital broke"), (4, "all silent")):
        explorer.press("Move")
        explorer.press("Put the text under silence")
        explorer.reads("under silence")
        explorer.press("Let the deadline pass")
        explorer.reads(f"Round {number}: {answer}")
    explorer.found("Majority rule would have passed it at once")
    with explorer.notebook.untouched():
        page.locator(".nc-text").focus()
        explorer.notebook.press("d", "d", "x", "b")
    explorer.clean_in_both_themes(color_contrast=5)

    # missions 2 and 3, closed by the chair
    for number, text in ((2, "A cable cut"), (3, "A cyber outage")):
        explorer.go_on("Next mission", f"Mission {number}")
        explorer.tells(text)
        explorer.press("Put the text under silence")
        explorer.press("Let the deadline pass")
        explorer.press("Give up")
        explorer.found("you gave up")
    sheet = page.get_by_label("Your decision sheet").input_value()
    assert sheet.count("Incident: ") == 3
    assert "No government's view" in sheet
    page.locator(".nc-sheet summary").press("Enter")
    explorer.press("Copy as text")
    told = page.locator(".nc-told")
    told.filter(has_text="opied as text").or_(told.filter(has_text="selected")).wait_for()

    explorer.go_on("Read the limits", "Limits")
    explorer.tells("Article 4 needs no consensus.")
    explorer.go_on("Start free play", "Free play")
    page.get_by_label("Incident", exact=True).select_option("cable")
    explorer.tells("A power cable and two data cables")
    explorer.table("Ally AF")
    explorer.clean(color_contrast=5)
    explorer.notebook.fine()
