"""The in-tray in a real JupyterLab: by keyboard alone, from the prediction to free play, and read in both themes."""


def commit(explorer, *numbers):
    """Type three numbers and commit, by keyboard; then wait for the record to have the focus."""
    explorer.page.get_by_role("spinbutton", name="Nothing formal").focus()
    for number in numbers:
        explorer.notebook.press("Control+a", *str(number), "Tab")
    explorer.keys.press("Enter")
    explorer.page.wait_for_function("document.activeElement.matches('.nc-record')")


def test_from_prediction_to_free_play_by_keyboard_alone_and_readable_in_both_themes(explorer_page):
    explorer, page, press = explorer_page, explorer_page.page, explorer_page.notebook.press
    explorer.type("consult under Article 4", "3")
    press("Tab", "2", "Enter")
    page.get_by_role("heading", name="File 1 of 12").wait_for()

    # A wrong sum gets a sentence and keeps what was typed; arrows step by five; no key reaches the notebook.
    with explorer.notebook.untouched():
        page.get_by_role("spinbutton", name="Nothing formal").focus()
        press("7", "0", "ArrowUp")
        page.get_by_text("25 left to give.").wait_for()
        press("Enter")
        page.get_by_role("alert").filter(has_text="add up to 75").wait_for()
        page.wait_for_function("document.activeElement.matches('[aria-invalid=true]')")
        assert page.get_by_role("spinbutton", name="Nothing formal").input_value() == "75"
        page.locator(".nc-file h4").focus()
        press("d", "d", "x", "b", "ArrowDown")

    for number in (1, 2, 3, 4):
        page.get_by_role("heading", name=f"File {number} of 12").wait_for()
        commit(explorer, 60, 30, 10)
        if number < 4:
            explorer.press(f"Open file {number + 1}")
            page.wait_for_function("document.activeElement.matches('.nc-file h4')")
    page.locator(".nc-verdict .nc-say", has_text="outside the area of Article 6").wait_for()

    explorer.go_on("Next mission", "Mission 2 of 3")
    page.get_by_role("heading", name="File 5 of 12").wait_for()
    explorer.clean()  # the boxes
    commit(explorer, 20, 30, 50)
    explorer.clean_in_both_themes(color_contrast=10)  # the record
    explorer.go_on("Next mission", "Mission 3 of 3")
    explorer.to_free_play()

    page.get_by_label("Compare with").select_option("nothing")
    explorer.reads("Always “nothing formal”: 0.80")
    assert page.locator(".nc-open-spot").count() == 5
    assert page.locator(".nc-rule-line").count() == 1
    explorer.notebook.rest()
    text = page.locator(".nc-reading").inner_text()
    assert page.locator("[data-nc-picture]").get_attribute("aria-label") == text
    explorer.table("File 12")
    assert page.get_by_role("rowheader").count() == 12
    explorer.notebook.fine()
